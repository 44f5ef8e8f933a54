// The page in a real browser. Needs a Chromium: LOCKSTEP_CHROMIUM names one, /usr/bin/chromium is taken if it is there.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CheckResult, drawHtml, History, type HtmlOptions } from '../../../../src/checkers';
import { Chromium, findChromium } from '../../../support/chromium';
import { MIXED, manyOperations, op, resultOf, STUCK } from '../examples';

const path = findChromium();
const inBrowser = path === null ? describe.skip : describe;

interface State {
  readonly bars: number;
  readonly rows: number;
  readonly visible: number;
  readonly matches: number;
  readonly selected: number;
  readonly view: { readonly x: number; readonly y: number; readonly scale: number };
}

inBrowser(path === null ? 'in a browser (no Chromium: name one in LOCKSTEP_CHROMIUM)' : 'in a browser', () => {
  let chromium: Chromium;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    chromium = await Chromium.start(path!);
    await chromium.send('Emulation.setDeviceMetricsOverride', {
      width: 1200,
      height: 700,
      deviceScaleFactor: 1,
      mobile: false,
    });
  }, 240_000);

  afterAll(async () => {
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 240_000);

  afterEach(() => {
    expect(chromium.errors).toEqual([]);
    expect(chromium.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  async function open(history: History, result?: CheckResult, options?: HtmlOptions, anchor = ''): Promise<void> {
    const file = join(folder, `${expect.getState().currentTestName!.replace(/\W/g, '')}.html`);
    writeFileSync(file, drawHtml(history, result, options));
    await chromium.open(pathToFileURL(file).href + anchor);
    await chromium.settled();
  }

  async function state(): Promise<State> {
    await chromium.settled();
    return chromium.evaluate<State>('({ ...window.lockstepTimeline })');
  }

  const text = (id: string) => chromium.evaluate<string>(`document.getElementById('${id}').textContent`);
  const click = (id: string) => chromium.evaluate(`document.getElementById('${id}').click()`);
  const type = (query: string) =>
    chromium.evaluate(
      `(() => { const field = document.getElementById('search'); field.value = ${JSON.stringify(query)}; field.dispatchEvent(new Event('input')); })()`,
    );
  const choose = (id: string, value: string) =>
    chromium.evaluate(
      `(() => { const field = document.getElementById('${id}'); field.value = [...field.options].find((option) => option.text === ${JSON.stringify(value)}).value; field.dispatchEvent(new Event('change')); })()`,
    );
  async function press(key: string, shift = false): Promise<void> {
    for (const kind of ['keyDown', 'keyUp']) {
      const typed = key.length === 1 && kind === 'keyDown' ? { text: key } : {};
      await chromium.send('Input.dispatchKeyEvent', { type: kind, key, modifiers: shift ? 8 : 0, ...typed });
    }
  }

  test('a small history: every operation is drawn, the error is selected, reasons are told', async () => {
    await open(MIXED, STUCK);
    expect(await state()).toMatchObject({ bars: 7, rows: 4, visible: 7, selected: 3 });
    expect(await text('names')).toBe('012worker');
    expect(await text('card')).toContain('#3 read -> 0');
    expect(await text('card')).toContain('read 0, but the register holds 1');
    expect(await text('list-1')).toContain('#2 write 2 ?possible, but read -> 0 has no place after it');
    expect(await chromium.evaluate("document.querySelector('#card a').getAttribute('href')")).toBe('#step-12');
    const colours = await chromium.evaluate<number>(
      "new Set(new Uint32Array(document.getElementById('timeline').getContext('2d').getImageData(0, 0, 900, 200).data.buffer)).size",
    );
    expect(colours).toBeGreaterThan(20);
  });

  test('10,000 operations: only what is in view is drawn and in the document', async () => {
    const history = manyOperations(10_000);
    const stuck = {
      order: history.operations.slice(0, 6000),
      state: '5999',
      blockedBy: history.operations[6000]!,
      candidates: [],
    };
    await open(history, resultOf({ stuck }));
    const first = await state();
    expect(first).toMatchObject({ visible: 10_000, selected: 6000, rows: 5 });
    expect(first.bars).toBeLessThan(60);
    expect(first.view.x).toBeGreaterThan(10_000);
    expect(await chromium.evaluate<number>("document.querySelectorAll('*').length")).toBeLessThan(250);
    await click('fit');
    const whole = await state();
    expect(whole.view).toMatchObject({ x: -1, y: 0 });
    expect(whole.bars).toBeLessThan(5 * 1200);
    await click('jump');
    expect((await state()).view.x).toBeGreaterThan(10_000);
  });

  test('rows are virtual: of 5,000 processes those in view are in the document', async () => {
    const history = History.fromOperations(
      Array.from({ length: 5000 }, (_, index) => op(index, 'write', index, undefined, index, index + 5000)),
    );
    await open(history);
    expect((await state()).rows).toBeLessThan(30);
    expect(await chromium.evaluate("document.querySelectorAll('.name').length")).toBeLessThan(30);
    await chromium.evaluate("document.getElementById('timeline').focus()");
    await press('PageDown');
    expect((await state()).view.y).toBeGreaterThan(300);
    expect(await text('names')).not.toMatch(/^01/);
  });

  test('search finds, counts, walks and dims', async () => {
    await open(manyOperations(10_000));
    await type('value:777');
    expect(await state()).toMatchObject({ matches: 19, visible: 10_000 });
    expect(await text('found')).toBe('19 found');
    await click('next');
    expect(await text('found')).toBe('1 of 19 found');
    expect((await state()).selected).toBe(777);
    await click('previous');
    expect((await state()).selected).toBe(9777);
    await type('nothing like it');
    expect(await text('found')).toBe('nothing found');
    await type('');
    expect(await text('found')).toBe('');
  });

  test('filters hide, close the gaps, and are taken back', async () => {
    await open(manyOperations(3000, 3), resultOf({ partition: 'k2' }));
    expect(await state()).toMatchObject({ visible: 1000 });
    expect(await text('shown')).toBe('1,000 shown');
    await choose('lane', '4');
    expect(await state()).toMatchObject({ visible: 200, rows: 1 });
    await choose('group', 'all keys');
    expect(await state()).toMatchObject({ visible: 600, rows: 1 });
    await click('clear');
    expect(await state()).toMatchObject({ visible: 3000, rows: 5 });
    expect(await text('shown')).toBe('');
  });

  test('outcomes can be unticked', async () => {
    await open(MIXED);
    await chromium.evaluate('document.querySelector(\'#states input[value="ok"]\').click()');
    expect(await state()).toMatchObject({ visible: 4, rows: 4 });
  });

  test('everything can be done by keyboard', async () => {
    await open(MIXED);
    await chromium.evaluate("document.getElementById('timeline').focus()");
    await press('ArrowRight');
    expect((await state()).selected).toBe(0);
    await press('ArrowRight');
    expect((await state()).selected).toBe(3);
    await press('ArrowDown');
    expect((await state()).selected).toBe(4);
    expect(await text('said')).toBe('#4 cas [3, 4] refused, process 1, refused: it happened and was refused');
    const { view } = await state();
    await press('+');
    expect((await state()).view.scale).toBeCloseTo(view.scale * 1.5);
    await press('Escape');
    expect((await state()).selected).toBe(-1);
    await press('/');
    expect(await chromium.evaluate('document.activeElement.id')).toBe('search');
    await press('e');
    expect(await chromium.evaluate("document.getElementById('search').value")).toBe('e');
  });

  test('the mouse selects, zooms at its place, drags, and shows what it is over', async () => {
    await open(manyOperations(500));
    const box = await chromium.evaluate<{ x: number; y: number }>(
      "(({ x, y }) => ({ x, y }))(document.getElementById('timeline').getBoundingClientRect())",
    );
    const mouse = (kind: string, x: number, y: number, more: object = {}) =>
      chromium.send('Input.dispatchMouseEvent', { type: kind, x: box.x + x, y: box.y + y, ...more });
    const button = { button: 'left', clickCount: 1 };
    await mouse('mouseMoved', 30, 35);
    expect(await chromium.evaluate("document.getElementById('tip').hidden")).toBe(false);
    expect(await text('tip')).toContain('#0 write 0');
    await mouse('mousePressed', 30, 35, button);
    await mouse('mouseReleased', 30, 35, button);
    expect((await state()).selected).toBe(0);
    const before = (await state()).view;
    await mouse('mouseWheel', 400, 35, { deltaX: 0, deltaY: -120 });
    await chromium.until(`window.lockstepTimeline.view.scale > ${before.scale}`);
    const after = (await state()).view;
    expect(after.x + 400 / after.scale).toBeCloseTo(before.x + 400 / before.scale, 6);
    await mouse('mousePressed', 400, 300, button);
    await mouse('mouseMoved', 300, 300, { ...button, buttons: 1 });
    await mouse('mouseReleased', 300, 300, button);
    expect((await state()).view.x).toBeCloseTo(after.x + 100 / after.scale, 6);
  });

  test('links from elsewhere select an operation, by its number or its step', async () => {
    await open(manyOperations(2000), undefined, {}, '#operation-1500');
    expect((await state()).selected).toBe(1500);
    await chromium.evaluate("location.hash = '#step-3007'");
    await chromium.until('window.lockstepTimeline.selected === 300');
  });

  test('hostile values are text', async () => {
    const evil = '</script><img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script>';
    const history = History.fromOperations([op(evil, evil, evil, evil, 0, 1, { key: evil, error: evil })]);
    await open(
      history,
      resultOf({ reason: evil, model: evil, pattern: { name: evil, text: evil + 1, operations: history.operations } }),
    );
    expect(await state()).toMatchObject({ selected: 0, bars: 1 });
    expect(await chromium.evaluate('window.hacked === undefined && document.images.length === 0')).toBe(true);
    expect(await text('card')).toContain('onerror');
  });

  test('dark and narrow', async () => {
    await open(MIXED, STUCK);
    const background = () => chromium.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await chromium.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: 'dark' }] });
    expect(await background()).not.toBe(light);
    await chromium.send('Emulation.setDeviceMetricsOverride', {
      width: 380,
      height: 800,
      deviceScaleFactor: 2,
      mobile: true,
    });
    await chromium.settled();
    expect(await chromium.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect((await state()).rows).toBe(4);
  });
});
