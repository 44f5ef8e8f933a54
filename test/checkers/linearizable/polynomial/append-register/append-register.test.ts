// The polynomial check for append registers agrees with the definition wherever it does not decline.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { History, type Operation, type OperationInput, readHistory } from '../../../../../src/checkers';
import { appendRegisterCheck } from '../../../../../src/checkers/linearizable/polynomial/append-register/append-register';
import { appendRegister } from '../../../../../src/checkers/models/append-register';
import { map } from '../../../../../src/checkers/models/map';
import { replayWitness } from '../../../../../src/checkers/witness';
import { SCALE } from '../../../reference/fuzz-scale';
import type { Draw, OperationDraw } from '../../../reference/random-history';
import { fuzz } from '../fuzz';

/** `at(0, 2, 'append', 'a')`: called at 0, returned at 2. */
function at(call: number, end: number, f: string, text?: unknown, more = {}): OperationInput {
  const [input, output] = f === 'get' ? [undefined, text] : [text, undefined];
  return { process: 0, f, call, return: end, input, output, ...more };
}

function check(operations: readonly OperationInput[], model = appendRegister({ initial: '' })) {
  const numbered = operations.map((operation, process) => ({ ...operation, process }));
  return appendRegisterCheck(History.fromOperations(numbered).operations, model);
}

function orderOf(operations: readonly OperationInput[], model = appendRegister({ initial: '' })): string {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'ok') throw new Error(`expected ok, got ${JSON.stringify(outcome)}`);
  return outcome.order.map(({ f, input, output }) => `${f} ${input ?? output}`).join(', ');
}

function patternOf(operations: readonly OperationInput[], model = appendRegister({ initial: '' })) {
  const outcome = check(operations, model);
  if (outcome?.verdict !== 'violation') throw new Error(`expected a violation, got ${JSON.stringify(outcome)}`);
  return outcome.pattern;
}

const UNKNOWN = { outcome: 'info', return: undefined };

describe('what it decides', () => {
  it('orders appends as the gets show them', () => {
    expect(
      orderOf([at(0, 9, 'append', 'a'), at(0, 9, 'append', 'b'), at(0, 9, 'get', 'ba'), at(0, 9, 'get', 'b')]),
    ).toBe('append b, get b, append a, get ba');
  });

  it('begins with what the register holds at first', () => {
    const append = at(0, 9, 'append', 'a');
    expect(orderOf([append, at(0, 9, 'get', 'a'), at(0, 9, 'get', '')])).toBe('get , append a, get a');
    expect(orderOf([append, at(0, 9, 'get', 'a'), at(0, 9, 'get', null)], appendRegister())).toBe(
      'get null, append a, get a',
    );
    const long = appendRegister({ initial: 'xy' });
    expect(orderOf([append, at(0, 9, 'get', 'xya'), at(0, 9, 'get', 'xy')], long)).toBe('get xy, append a, get xya');
    expect(patternOf([append, at(0, 9, 'get', 'a')], long).name).toBe('value from nowhere');
    expect(patternOf([append, at(0, 9, 'get', '')], appendRegister()).name).toBe('value from nowhere');
  });

  it('puts what nobody saw between the epochs', () => {
    const seen = [at(0, 9, 'put', 'p'), at(0, 9, 'get', 'p')];
    expect(orderOf([at(0, 1, 'append', 'a'), ...seen])).toBe('append a, put p, get p');
    expect(orderOf([...seen, at(8, 12, 'append', 'a')])).toBe('put p, get p, append a');
    expect(patternOf([at(0, 1, 'put', 'p'), at(2, 3, 'append', 'a'), at(4, 5, 'get', 'p')]).name).toBe(
      'values interleave',
    );
  });

  it('places an unknown append if it was seen', () => {
    const operations = [at(0, 0, 'append', 'a', UNKNOWN), at(1, 2, 'append', 'b'), at(3, 4, 'get', 'b')];
    expect(orderOf(operations)).toBe('append b, get b');
    expect(orderOf([...operations, at(5, 6, 'get', 'ba')])).toBe('append b, get b, append a, get ba');
  });

  it('takes an operation that returns when another is called for concurrent', () => {
    expect(orderOf([at(0, 5, 'get', 'a'), at(5, 6, 'append', 'a')])).toBe('append a, get a');
    expect(patternOf([at(0, 5, 'get', 'a'), at(6, 7, 'append', 'a')]).name).toBe('read before write');
  });

  it('is a register where nothing is appended', () => {
    const values = [at(0, 1, 'put', 17), at(2, 3, 'get', 17)];
    expect(check(values, appendRegister())?.verdict).toBe('ok');
    const swaps = [{ ...at(4, 5, 'cas'), input: [17, { a: 1 }] }, at(6, 7, 'get', { a: 1 })];
    expect(check([...values, ...swaps], map().part)?.verdict).toBe('ok');
    expect(check([...values, ...swaps, at(8, 9, 'get', 17)], map().part)?.verdict).toBe('violation');
  });
});

describe('what it objects to', () => {
  it.each<[string, string, OperationInput[]]>([
    ['a string that was not made', 'value from nowhere', [at(0, 1, 'append', 'aa'), at(2, 3, 'get', 'a')]],
    ['a get that lacks an append', 'initial value comes back', [at(0, 1, 'append', 'a'), at(2, 3, 'get', '')]],
    ['an append twice', 'append seen twice', [at(0, 1, 'append', 'a'), at(2, 3, 'get', 'aa')]],
    [
      'an append in two epochs',
      'append seen twice',
      [at(0, 9, 'append', 'a'), at(0, 9, 'put', 'p'), at(0, 9, 'get', 'a'), at(0, 9, 'get', 'pa')],
    ],
    [
      'two orders of appends',
      'gets disagree',
      [at(0, 9, 'append', 'a'), at(0, 9, 'append', 'b'), at(0, 9, 'get', 'ab'), at(0, 9, 'get', 'ba')],
    ],
    [
      'appends against their order',
      'writes out of order',
      [at(0, 1, 'append', 'a'), at(2, 3, 'append', 'b'), at(4, 5, 'get', 'ba')],
    ],
    [
      'an append that was seen and then not',
      'stale read',
      [at(0, 9, 'put', 'p'), at(0, 1, 'append', 'a'), at(0, 9, 'get', 'pa'), at(2, 3, 'get', 'p')],
    ],
  ])('%s', (_, name, operations) => expect(patternOf(operations).name).toBe(name));
});

describe('what it declines', () => {
  const model = map({ initial: '' }).part;
  it.each<[string, OperationInput[]]>([
    [
      'an append that happened twice and was seen',
      [at(0, 1, 'append', 'a'), at(0, 1, 'append', 'a'), at(2, 3, 'get', 'a')],
    ],
    ['a word that begins another one', [at(0, 1, 'append', 'a'), at(0, 1, 'append', 'ab'), at(2, 3, 'get', 'aab')]],
    ['an empty append', [at(0, 1, 'append', ''), at(2, 3, 'get', '')]],
    ['a put that is no string', [at(0, 1, 'append', 'a'), at(2, 3, 'put', 1)]],
    ['delete', [at(0, 1, 'append', 'a'), at(2, 3, 'delete')]],
    ['has', [at(0, 1, 'put', 'a'), at(2, 3, 'has', true)]],
    ['cas beside append', [at(0, 1, 'append', 'a'), { ...at(2, 3, 'cas'), input: ['a', 'b'] }]],
    ['a refused append', [at(0, 1, 'put', 'a'), at(2, 3, 'append', 'b', { outcome: 'mismatch' })]],
    ['a blocked operation', [at(0, 1, 'append', 'a', { outcome: 'blocked', return: undefined })]],
  ])('%s', (_, operations) => expect(check(operations, model)).toBeNull());

  it('only what was seen has to be unique', () => {
    const twice = [at(0, 1, 'append', 'a'), at(0, 1, 'append', 'a')];
    expect(check([...twice, at(2, 3, 'put', 'b'), at(4, 5, 'get', 'b')])?.verdict).toBe('ok');
  });
});

it('agrees with Wing-Gong', () => {
  const histories = 15_000;
  const model = (draw: Draw) =>
    [appendRegister({ initial: '' }), appendRegister(), appendRegister({ initial: 'x' }), map({ initial: '' }).part!][
      draw(4)
    ]!;
  const operations = (draw: Draw): OperationDraw => {
    const words: string[] = [];
    const seen = ['', 'x'];
    const absent = draw(2) === 0 ? null : '';
    const word = () =>
      draw(40) === 0 && words.length > 0 ? words[draw(words.length)]! : String.fromCharCode(97 + words.length);
    return () => {
      const kind = draw(6);
      if (kind < 3) {
        const input = word();
        words.push(input);
        seen.push(kind === 0 ? input : seen[draw(seen.length)]! + input, seen[seen.length - 1]! + input);
        return { f: kind === 0 ? 'put' : 'append', input };
      }
      const soon = String.fromCharCode(97 + draw(words.length + 2));
      const text = seen[draw(4) === 0 ? draw(seen.length) : seen.length - 1 - draw(Math.min(3, seen.length))]!;
      const more = draw(5) === 0 ? soon : '';
      return { f: 'get', output: text + more === '' ? absent : draw(2) === 0 ? text + more : more + text };
    };
  };
  const counts = fuzz({ check: appendRegisterCheck, model, operations, histories });
  expect(counts.declined).toBeLessThan(0.1 * histories * SCALE);
  expect(counts.ok).toBeGreaterThan(0.15 * histories * SCALE);
  expect([...counts.patterns.keys()].sort()).toMatchInlineSnapshot(`
[
  "append seen twice",
  "gets disagree",
  "initial value comes back",
  "read before write",
  "stale read",
  "value from nowhere",
  "values interleave",
  "writes out of order",
]
`);
});

const folder = path.join(__dirname, '../../../../../shared/data/histories/kv');
const describeKv = existsSync(folder) ? describe : describe.skip;

describeKv(
  `porcupine's key/value logs (${existsSync(folder) ? 'there' : 'shared/data/histories/kv is missing'})`,
  () => {
    it('declines the keys whose tokens are not unique and contradicts no verdict', () => {
      const verdicts = new Map<string, (string | null)[]>();
      for (const file of readdirSync(folder)) {
        const { operations } = readHistory(readFileSync(path.join(folder, file), 'utf8'));
        const byKey = new Map<unknown, Operation[]>();
        for (const operation of operations) byKey.set(operation.key, [...(byKey.get(operation.key) ?? []), operation]);
        const outcomes = Array.from(byKey.values(), (own) => {
          const model = map({ initial: '' }).part!;
          const outcome = appendRegisterCheck(own, model);
          if (outcome?.verdict === 'ok') expect(replayWitness(own, outcome.order, model, 'real time')).toBeNull();
          return outcome?.verdict ?? null;
        });
        verdicts.set(file, outcomes);
      }
      for (const [file, outcomes] of verdicts) {
        if (file.includes('-ok')) expect(outcomes).not.toContain('violation');
      }
      const totals = Array.from(verdicts, ([file, outcomes]) => {
        const of = (wanted: string | null) => outcomes.filter((outcome) => outcome === wanted).length;
        return `${file}: ok ${of('ok')}, violation ${of('violation')}, declined ${of(null)}`;
      });
      expect(totals.sort()).toMatchInlineSnapshot(`
[
  "c01-bad.txt: ok 7, violation 1, declined 0",
  "c01-ok.txt: ok 10, violation 0, declined 0",
  "c10-bad.txt: ok 2, violation 4, declined 4",
  "c10-ok.txt: ok 4, violation 0, declined 6",
  "c50-bad.txt: ok 0, violation 0, declined 10",
  "c50-ok.txt: ok 1, violation 0, declined 9",
]
`);
    });
  },
);

it('orders 100,000 operations', () => {
  const inputs: OperationInput[] = [];
  let text = '';
  for (let index = 0; index < 100_000; index++) {
    const [call, end] = [10 * index, 10 * index + 5];
    const word = `x 0 ${index} y`;
    if (index % 50 === 0) inputs.push(at(call, end, 'put', (text = word)));
    else if (index % 2 === 0) {
      inputs.push(at(call, end, 'append', word));
      text += word;
    } else inputs.push(at(call, end, 'get', text));
  }
  const model = appendRegister({ initial: '' });
  const { operations } = History.fromOperations(inputs.map((operation, process) => ({ ...operation, process })));
  const outcome = appendRegisterCheck(operations, model);
  if (outcome?.verdict !== 'ok') throw new Error(JSON.stringify(outcome));
  expect(replayWitness(operations, outcome.order, model, 'real time')).toBeNull();
});
