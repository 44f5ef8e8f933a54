// The recorder outside an iteration: plain asynchronous code.

import type { EventInput, HistoryEvent } from '../../../src/checkers';
import { HistoryError, HistoryRecorder, readHistory, writeHistory } from '../../../src/checkers';

/** The events without what differs from run to run. */
function told(events: readonly HistoryEvent[]): Partial<EventInput>[] {
  return events.map(({ process, type, f, value, error }) => ({
    process,
    type,
    f,
    ...(value === undefined ? {} : { value }),
    ...(error === undefined ? {} : { error }),
  }));
}

describe('events', () => {
  it('stand in the order of the calls', () => {
    const recorder = new HistoryRecorder();
    const write = recorder.invoke('a', 'write', 1);
    const read = recorder.invoke('b', 'read');
    recorder.ok(write);
    recorder.ok(read, 1);
    expect(told(recorder.history().events())).toEqual([
      { process: 'a', type: 'invoke', f: 'write', value: 1 },
      { process: 'b', type: 'invoke', f: 'read' },
      { process: 'a', type: 'ok', f: 'write' },
      { process: 'b', type: 'ok', f: 'read', value: 1 },
    ]);
  });

  it('have an outcome, a key and an error', () => {
    const recorder = new HistoryRecorder();
    const client = recorder.client(7);
    client.mismatch(client.invoke('cas', [1, 2], { key: 'x' }), 3);
    client.ok(client.invoke('get', null, { key: 'x' }), 1);
    client.fail(client.invoke('put', 5, { key: 'y' }), 'aborted');
    client.info(client.invoke('put', 6, { key: 'y' }), 'timeout');
    const [cas, get, aborted, lost] = recorder.history();
    expect(cas).toMatchObject({ key: 'x', outcome: 'mismatch', input: [1, 2], output: 3, call: 0, return: 1 });
    expect(aborted).toMatchObject({ key: 'y', outcome: 'fail', error: 'aborted', return: 5 });
    expect(get).toMatchObject({ key: 'x', outcome: 'ok', input: null, output: 1 });
    expect(lost).toMatchObject({ key: 'y', outcome: 'info', error: 'timeout', return: Number.POSITIVE_INFINITY });
  });

  it('have a clock reading outside an iteration, for pictures', () => {
    const recorder = new HistoryRecorder();
    recorder.ok(recorder.invoke(0, 'read'));
    const history = recorder.history();
    const [first = Number.NaN, second = Number.NaN] = [history.clockAt(0), history.clockAt(1)];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThanOrEqual(first);
    expect(history.operations[0]?.step).toBe(-1);
  });

  it('are kept apart from annotations', () => {
    const recorder = new HistoryRecorder();
    const write = recorder.invoke(0, 'write', 1);
    recorder.annotate('nemesis', 'kill', 'node 1');
    recorder.ok(write);
    const { annotations, length } = recorder.history();
    expect(length).toBe(1);
    expect(annotations).toEqual([{ process: 'nemesis', f: 'kill', value: 'node 1', time: 1, line: 0 }]);
  });

  it('errors are written as their text, since no format has them; data stays data', () => {
    const recorder = new HistoryRecorder();
    for (const error of [new TypeError('timeout'), { code: 7 }, () => 1]) {
      recorder.fail(recorder.invoke('a', 'write', 1), error);
    }
    const again = readHistory(writeHistory(recorder.history(), 'jepsen-json'));
    expect(again.operations.map(({ error }) => error)).toEqual([
      'TypeError: timeout',
      { code: 7 },
      expect.stringContaining('function'),
    ]);
  });

  it('are read back from a file', () => {
    const recorder = new HistoryRecorder();
    recorder.ok(recorder.invoke('a', 'write', 1, { key: 'k' }));
    recorder.annotate('disk', 'full');
    recorder.invoke('b', 'read', undefined, { key: 'k' });
    const again = readHistory(writeHistory(recorder.history(), 'json-lines'));
    expect(told(again.events())).toEqual(told(recorder.history().events()));
    expect(again.annotations).toMatchObject([{ process: 'disk', f: 'full' }]);
  });
});

describe('a snapshot', () => {
  it('can be taken at any time; what is open is unknown', () => {
    const recorder = new HistoryRecorder();
    const write = recorder.invoke(0, 'write', 1);
    const before = recorder.history();
    recorder.ok(write);
    expect(before.operations.map(({ outcome }) => outcome)).toEqual(['info']);
    expect(recorder.history().operations.map(({ outcome }) => outcome)).toEqual(['ok']);
    expect(new HistoryRecorder().history()).toHaveLength(0);
  });

  it('at quiescence: what is open is blocked', () => {
    const recorder = new HistoryRecorder();
    recorder.info(recorder.invoke('a', 'acquire'));
    recorder.invoke('b', 'acquire');
    const blocked = recorder.quiesced();
    expect(blocked.operations.map(({ process, outcome }) => [process, outcome])).toEqual([
      ['a', 'info'],
      ['b', 'blocked'],
    ]);
    expect(recorder.history({ quiescent: true }).operations).toEqual(blocked.operations);
  });
});

describe('op', () => {
  it('calls at once, and records the result of a function and of a promise', async () => {
    const recorder = new HistoryRecorder();
    let called = false;
    const first = recorder.op('a', 'write', 1, () => {
      called = true;
    });
    const second = recorder.op('b', 'read', undefined, () => Promise.resolve(1));
    expect(called).toBe(true);
    expect([await first, await second]).toEqual([undefined, 1]);
    expect(told(recorder.history().events())).toEqual([
      { process: 'a', type: 'invoke', f: 'write', value: 1 },
      { process: 'a', type: 'ok', f: 'write' },
      { process: 'b', type: 'invoke', f: 'read' },
      { process: 'b', type: 'ok', f: 'read', value: 1 },
    ]);
  });

  it('an error leaves the outcome unknown, and is thrown on', async () => {
    const recorder = new HistoryRecorder();
    const error = new Error('timeout');
    const thrown = recorder.op('a', 'write', 1, () => {
      throw error;
    });
    await expect(thrown).rejects.toBe(error);
    await expect(recorder.op('b', 'write', 2, () => Promise.reject(error))).rejects.toBe(error);
    expect(recorder.history().operations).toMatchObject([
      { process: 'a', outcome: 'info', error },
      { process: 'b', outcome: 'info', error },
    ]);
  });

  it.each(['fail', 'mismatch', 'info'] as const)('unless it is classified as %s', async (outcome) => {
    const recorder = new HistoryRecorder();
    const classify = (error: unknown) => (error === 'refused' ? outcome : 'info');
    const refused = recorder.client('a').op('cas', [1, 2], () => Promise.reject('refused'), { classify, key: 'x' });
    await expect(refused).rejects.toBe('refused');
    expect(recorder.history().operations).toMatchObject([{ outcome, error: 'refused', key: 'x' }]);
  });

  it('a process that goes on after an unknown outcome does so under another name', async () => {
    const recorder = new HistoryRecorder();
    const alice = recorder.client('alice');
    await alice.op('write', 1, () => Promise.reject('timeout')).catch(() => {});
    await alice.op('read', undefined, () => 0);
    expect(recorder.history().processes()).toEqual(['alice', "alice'"]);
  });
});

describe('what cannot be recorded is refused at once', () => {
  const recorder = new HistoryRecorder();
  const handle = recorder.invoke(0, 'write', 1);

  it('a second operation of a process that has one open', async () => {
    expect(() => recorder.invoke(0, 'read')).toThrow(
      new HistoryError(
        'process 0 invokes read while its write is open; give callers that run at the same time a process each',
      ),
    );
    const perform = jest.fn();
    await expect(recorder.op(0, 'read', undefined, perform)).rejects.toThrow('process 0 invokes read while its write');
    expect(perform).not.toHaveBeenCalled();
  });

  it('a second completion', () => {
    recorder.ok(handle);
    expect(() => recorder.info(handle)).toThrow('write of process 0 has been completed before');
    recorder.invoke(0, 'read');
    expect(() => recorder.ok(handle)).toThrow('write of process 0 has been completed before');
  });

  it('a handle of another recorder', () => {
    const other = new HistoryRecorder().invoke(1, 'read');
    expect(() => recorder.ok(other)).toThrow(
      'expected an operation that `invoke` of this recorder has returned, got {process: 1, f: "read"',
    );
  });

  it('no process, no name, no class of error', async () => {
    expect(() => recorder.invoke(undefined as never, 'read')).toThrow('expected a process (a number or a string)');
    expect(() => recorder.invoke(1, '')).toThrow('expected the operation\'s name `f` (a string), got ""');
    const classify = () => 'lost' as never;
    await expect(recorder.op(2, 'read', 0, () => Promise.reject(0), { classify })).rejects.toThrow(
      'Expected `classify` to return fail, mismatch or info, got "lost"',
    );
  });
});
