// The page as text: complete, self-contained, and safe whatever the values are. What it does in a browser is in browser.test.ts.

import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { drawHtml, History } from '../../../../src/checkers';
import { dataOf, markupOf, scriptsOf, tagsOf } from '../../../pictures/html/read-page';
import { at, fault, MIXED, manyOperations, op, resultOf, STUCK } from '../examples';

const HOSTILE = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '--></style></title></pre></textarea>',
  '"\'`$&quot;&#x3c;',
  '\u2028\u2029\u0000\ud800',
  'javascript:alert(1)',
  ']]>',
];

const hostile = History.fromOperations(
  HOSTILE.flatMap((text, index) => [
    op(text, text, text, { [text]: [text] }, index * 10, index * 10 + 5, {
      key: text,
      error: new Error(text),
      step: index,
    }),
    op(index, text, text, undefined, index * 10 + 1, undefined),
  ]),
  HOSTILE.map((text, index) => ({ process: text, f: `start-${text}`, value: text, time: index * 10, line: 0 })),
);

const [evil] = HOSTILE as [string];
const hostileResult = resultOf({
  criterion: evil,
  model: evil,
  reason: evil,
  partition: evil,
  pattern: { name: evil, text: `${evil} again`, operations: at(hostile, 0) },
  stuck: {
    order: at(hostile, 1),
    state: evil,
    blockedBy: at(hostile, 2)[0]!,
    candidates: [{ operation: at(hostile, 3)[0]!, reason: evil }],
  },
  statistics: { method: evil, configurations: 1, partitions: 2, memory: 3 },
});

test('the markup is the same whatever the values are', () => {
  const tame = History.fromOperations(
    hostile.operations.map((operation, index) => ({
      ...operation,
      process: `p${index}`,
      f: 'f',
      input: 'a',
      output: 'b',
      key: 'k',
      error: 'e',
    })),
    HOSTILE.map((_, index) => fault('start-x', index * 10)),
  );
  const tameResult = resultOf({
    pattern: { name: 'a', text: 'b', operations: at(tame, 0) },
    stuck: {
      order: at(tame, 1),
      state: 's',
      blockedBy: at(tame, 2)[0]!,
      candidates: [{ operation: at(tame, 3)[0]!, reason: 'r' }],
    },
  });
  const html = drawHtml(hostile, hostileResult, { title: evil, stepLink: () => evil });
  expect(tagsOf(html)).toEqual(tagsOf(drawHtml(tame, tameResult)));
  expect(markupOf(html)).not.toMatch(/alert\(1\)<|<script>alert/);
});

test('values arrive in the page as they were', () => {
  const data = dataOf(drawHtml(hostile, hostileResult));
  expect(data.texts).toEqual(expect.arrayContaining(HOSTILE));
  expect(data.rows.map(({ lane }) => lane)).toEqual(expect.arrayContaining(HOSTILE));
  expect(data.lists.at(-1)?.bars[0]?.text).toBe(evil);
});

test('it has one script, which compiles and is the one that its policy allows; the data is no script', () => {
  const html = drawHtml(hostile, hostileResult);
  const scripts = scriptsOf(html);
  expect(scripts).toHaveLength(1);
  expect(() => new Script(scripts[0]!)).not.toThrow();
  const digest = createHash('sha256').update(scripts[0]!).digest('base64');
  expect(html).toContain(`script-src 'sha256-${digest}'`);
  expect(html).toContain("default-src 'none'");
});

test('it refers to nothing outside', () => {
  const html = drawHtml(MIXED, STUCK);
  expect(html).not.toMatch(/https?:|\/\/[a-z]|@import|url\(|<link|<img|<iframe|\bsrc=/i);
});

test('elements are closed in order, ids are there once, and the script finds all that it looks for', () => {
  const html = drawHtml(MIXED, STUCK);
  const open: string[] = [];
  for (const tag of tagsOf(html)) {
    if (tag.startsWith('/')) expect(`/${open.pop()}`).toBe(tag);
    else if (!['meta', 'input', 'br'].includes(tag)) open.push(tag);
  }
  expect(open).toEqual([]);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const looked = [...scriptsOf(html)[0]!.matchAll(/\bfind\("(\w+)"\)/g)].map(([, id]) => id);
  expect(looked.length).toBeGreaterThan(10);
  expect(ids).toEqual(expect.arrayContaining(looked));
});

test('verdict, reason, state and the report as text are in the page itself', () => {
  const markup = markupOf(drawHtml(MIXED, STUCK));
  expect(markup).toContain('<span class="verdict bad">violation</span>');
  expect(markup).toContain('<title>linearizable: register</title>');
  expect(markup).toContain('<p>no order of the operations explains every result</p>');
  expect(markup).toContain('<code>1</code>');
  expect(markup).toContain('process 0 [#0 write 1]');
  expect(markup).toContain('7 operations · small search, 12 configurations');
});

test('a history can be drawn without a result, and an empty one too', () => {
  expect(markupOf(drawHtml(MIXED))).not.toContain('verdict');
  expect(dataOf(drawHtml(MIXED))).toMatchObject({ focus: -1, outlined: [], path: [], lists: [] });
  expect(dataOf(drawHtml([])).bars.number).toEqual([]);
  expect(drawHtml(MIXED, undefined, { title: 'Run 7' })).toContain('<title>Run 7</title>');
});

describe('data', () => {
  const data = dataOf(drawHtml(MIXED, STUCK));

  test('operations are columns, times are ranks, what never returns has no end', () => {
    expect(data.bars.start).toEqual([0, 1, 2, 6, 7, 10, 14]);
    expect(data.bars.end).toEqual([3, 5, -1, 8, 13, -1, 15]);
    expect(data.bars.step).toEqual([-1, -1, -1, 12, -1, -1, -1]);
    const line = data.fields.find(({ name }) => name === 'line');
    expect(line?.column.map((number) => data.texts[number] ?? null)).toEqual([
      null,
      null,
      null,
      '40',
      null,
      null,
      null,
    ]);
    expect(data.bars.state).toEqual([0, 0, 3, 0, 1, 4, 2]);
    expect(data.rows.map(({ lane }) => lane)).toEqual(['0', '1', '2', 'worker']);
  });

  test('what the result says is by position', () => {
    expect(data).toMatchObject({ focus: 3, outlined: [3, 2] });
    expect(data.path).toEqual([
      { bar: 0, place: 1 },
      { bar: 1, place: 2 },
    ]);
    expect(data.lists.map(({ fact, bars }) => [fact, bars.map(({ bar }) => bar)])).toEqual([['not next', [3, 2]]]);
  });

  test('what a fault begins and its end are one band, a moment is as wide as a line', () => {
    expect(data.marks).toEqual([
      { owner: 'nemesis', label: 'start-partition', value: '["n1", "n2"]', start: 4, end: 9 },
      { owner: 'nemesis', label: 'kill', value: '"n1"', start: 11, end: 11 },
    ]);
  });

  test('a core and a pattern are contradictions', () => {
    const core = dataOf(drawHtml(MIXED, STUCK, { core: at(MIXED, 0, 3) }));
    expect(core).toMatchObject({ focus: 3, outlined: [0, 3] });
    expect(core.lists[0]?.bars).toEqual([
      { bar: 0, text: '' },
      { bar: 3, text: '' },
    ]);
    const pattern = resultOf({ pattern: { name: 'a', text: 'b', operations: at(MIXED, 1, 0) } });
    const named = dataOf(drawHtml(MIXED, pattern));
    expect([named.focus, named.lists[0]?.bars.map(({ bar }) => bar)]).toEqual([1, [1, 0]]);
  });

  test('steps are linked to an anchor, or to where the caller says', () => {
    const link = (html: string) => {
      const { bars, texts } = dataOf(html);
      return bars.link.map((number) => texts[number] ?? null);
    };
    expect(link(drawHtml(MIXED))).toEqual([null, null, null, '#step-12', null, null, null]);
    expect(link(drawHtml(MIXED, undefined, { stepLink: (step) => `run.html?s=${step}` }))[3]).toBe('run.html?s=12');
  });

  test('the page begins with the key of the part that failed', () => {
    const history = manyOperations(12, 3);
    const { group, texts } = dataOf(drawHtml(history, resultOf({ partition: 'k1' })));
    expect(texts[group]).toBe('"k1"');
    expect(dataOf(drawHtml(history, resultOf({ partition: 'elsewhere' }))).group).toBe(-1);
    expect(dataOf(drawHtml(history, resultOf({ verdict: 'ok', partition: 'k1' }))).group).toBe(-1);
  });
});

describe('size', () => {
  test('more operations than the limit are cut around the failure, and the page says so', () => {
    const history = manyOperations(25_000);
    const stuck = {
      order: history.operations.slice(0, 15_000),
      state: '',
      blockedBy: history.operations[15_000]!,
      candidates: [],
    };
    const html = drawHtml(history, resultOf({ stuck }));
    const data = dataOf(html);
    expect(data.bars.number).toHaveLength(20_000);
    expect(data.bars.number[data.focus]).toBe(15_000);
    expect(markupOf(html)).toMatch(
      /<p class="muted">20,000 of 25,000 operations, those around the failure; .* left out\.</,
    );
    expect(data.path.every(({ bar, place }) => data.bars.number[bar] === place - 1)).toBe(true);
    expect(dataOf(drawHtml(history, undefined, { maxOperations: 5 })).bars.number).toEqual([0, 1, 2, 3, 4]);
  });

  test('an operation takes less than 150 bytes', () => {
    const size = drawHtml(manyOperations(10_000)).length - drawHtml(manyOperations(100)).length;
    expect(size / 9_900).toBeLessThan(150);
  });

  test('the text of a value is cut', () => {
    const history = History.fromOperations([op(0, 'write', 'x'.repeat(1e6), undefined, 0, 1)]);
    expect(drawHtml(history).length).toBeLessThan(drawHtml(MIXED).length + 2000);
    const { fields, texts } = dataOf(drawHtml(history, undefined, { maxValueLength: 10 }));
    expect(texts[fields.find(({ name }) => name === 'input')!.column[0]!]).toBe(`"${'x'.repeat(8)}…`);
  });
});

test('what cannot be used is named', () => {
  expect(() => drawHtml(MIXED, undefined, { maxOperations: -1 })).toThrow(RangeError);
  expect(() => drawHtml(MIXED, undefined, { maxValueLength: 0 })).toThrow(/`maxValueLength`/);
  expect(() => drawHtml(MIXED, undefined, { stepLink: '#x' as never })).toThrow(
    new TypeError("Expected `stepLink` to be a function of a step's number, got string"),
  );
  expect(() => drawHtml(null as never)).toThrow(TypeError);
});
