import { join } from 'node:path';
import type { Failure } from '../../src/engine/outcome';
import { signature, toTraceFailure } from '../../src/trace';
import { describeThrown } from '../../src/trace/thrown';

class DomainError extends Error {}

describe('describing what was thrown', () => {
  it('names an error by its class, also where its `name` only says Error', () => {
    expect(describeThrown(new RangeError('too far'))).toMatchObject({ name: 'RangeError', message: 'too far' });
    expect(describeThrown(new DomainError('no'))).toMatchObject({ name: 'DomainError', message: 'no' });
    expect(describeThrown(Object.assign(new Error('no'), { name: 'AbortError' }))).toMatchObject({
      name: 'AbortError',
    });
  });

  it.each([
    [undefined, 'undefined', 'undefined'],
    [null, 'null', 'null'],
    [7, 'number', '7'],
    [Symbol('s'), 'symbol', 'Symbol(s)'],
    ['text', 'string', 'text'],
    [{ code: 4 }, 'Object', '{ code: 4 }'],
    [Object.create(null), 'object', '[Object: null prototype] {}'],
  ])('takes %p as it is', (thrown, name, message) => {
    expect(describeThrown(thrown)).toEqual({ name, message, stack: '' });
  });

  it('survives getters and proxies that throw', () => {
    const hostile = new Error('x');
    for (const key of ['stack', 'name', 'message']) {
      Object.defineProperty(hostile, key, {
        get: () => {
          throw new Error(`no ${key}`);
        },
      });
    }
    expect(describeThrown(hostile)).toMatchObject({ name: 'Error', stack: '' });
    const proxy = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
        ownKeys: () => {
          throw new Error('no');
        },
        getPrototypeOf: () => {
          throw new Error('no');
        },
      },
    );
    expect(() => describeThrown(proxy)).not.toThrow();
  });

  it('removes colours', () => {
    expect(describeThrown(new Error('\u001b[31mred\u001b[39m')).message).toBe('red');
  });
});

describe('the failure of a trace', () => {
  const sites = [
    { file: 'src/a.ts', line: 3, column: 4, function: 'f', kind: 'a' as const, text: 'lock()' },
    { file: 'src/b.ts', line: 9, column: 0, function: 'g', kind: 'a' as const, text: 'x' },
  ];
  const places = { siteOf: (id: number) => sites[id], root: '/project' };
  const thrown = new TypeError('bad 7');
  thrown.stack = [
    'TypeError: bad 7',
    '    at inner (/project/src/a.ts:3:5)',
    '    at async run (file:///project/node_modules/p-map/index.js:10:2)',
    '    at other (/elsewhere/x.js:1:1)',
    '    at Generator.next (<anonymous>)',
    '    at process.processTicks (node:internal/process/task_queues:95:5)',
    '    at runner (/project/node_modules/jest-circus/build/index.js:1:1)',
  ].join('\n');
  const failure: Failure = {
    kind: 'error',
    error: thrown,
    task: '0.1',
    site: 0,
    waiting: [{ task: '0.2', name: 'g', site: 1, obstacle: { promise: -1, isOwn: false, isDirect: false } }],
  };

  it('has places as text, columns from 1', () => {
    expect(toTraceFailure(failure, places)).toMatchObject({
      site: 'src/a.ts:3:5',
      waiting: [{ task: '0.2', name: 'g', site: 'src/b.ts:9:1' }],
    });
    expect(toTraceFailure({ ...failure, site: -1 }, places).site).toBe('');
  });

  it("keeps the user's frames, dependencies included, relative to the root", () => {
    expect(toTraceFailure(failure, places).stack).toBe(
      [
        'at inner (src/a.ts:3:5)',
        'at async run (node_modules/p-map/index.js:10:2)',
        'at other (../elsewhere/x.js:1:1)',
      ].join('\n'),
    );
  });

  it("has no frames of Lockstep's own, wherever it lies", () => {
    const own = new Error('x');
    const folder = join(__dirname, '../..');
    own.stack = `Error: x\n    at loop (${folder}/src/engine/controller.js:1:1)\n    at run (${folder}/jest-preset/run.js:1:1)\n    at user (${folder}/src2/a.ts:1:1)`;
    expect(toTraceFailure({ ...failure, error: own }, { ...places, root: folder }).stack).toBe(
      'at user (src2/a.ts:1:1)',
    );
  });

  it('carries its signature', () => {
    const made = toTraceFailure(failure, places);
    expect(made.signature).toBe('error | TypeError | bad _ | src/a.ts:3:5');
    expect(made.signature).toBe(signature(made));
  });
});

describe('the history that an expectation refused', () => {
  const failedHistory = {
    criterion: 'linearizable',
    model: 'register',
    verdict: 'violation',
    reason: 'nobody wrote 3',
    picture: ['|---|'],
    events: ['{"type":"invoke"}'],
  };
  const failureOf = (error: unknown) =>
    toTraceFailure(
      { kind: 'error', error, task: '0', site: -1, waiting: [] },
      { siteOf: () => undefined, root: __dirname },
    );

  it('goes from the error to the trace, and leaves the signature as it is', () => {
    const plain = failureOf(new Error('no'));
    const withHistory = failureOf(Object.assign(new Error('no'), { matcherResult: { failedHistory } }));
    expect(withHistory.history).toEqual(failedHistory);
    expect(messageOf(withHistory.signature)).toBe(messageOf(plain.signature));
  });

  it.each([
    ['of another library', { matcherResult: { failedHistory: 'mine' } }],
    ['that is damaged', { matcherResult: { failedHistory: { ...failedHistory, picture: null } } }],
    ['of no result', { matcherResult: null }],
  ])('is not taken from a field %s', (_, fields) => {
    expect(failureOf(Object.assign(new Error('no'), fields))).not.toHaveProperty('history');
  });

  it('is not taken from an error that throws when it is read', () => {
    const hostile = Object.defineProperty(new Error('no'), 'matcherResult', {
      get: () => {
        throw new Error('mine');
      },
    });
    expect(failureOf(hostile)).not.toHaveProperty('history');
  });

  function messageOf(signature: string): string {
    return signature.split(' | ').slice(0, 3).join(' | ');
  }
});
