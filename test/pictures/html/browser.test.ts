// A picture that is no history in a real browser. Needs a Chromium: LOCKSTEP_CHROMIUM names one, /usr/bin/chromium is taken if it is there. What the page can do
// is tested with histories, in test/checkers/pictures/html/browser.test.ts.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { drawPage } from '../../../src/pictures';
import { Chromium, findChromium } from '../../support/chromium';
import { SCHEDULE } from '../examples';

const path = findChromium();
const inBrowser = path === null ? describe.skip : describe;

inBrowser(path === null ? 'in a browser (no Chromium: name one in LOCKSTEP_CHROMIUM)' : 'in a browser', () => {
  let chromium: Chromium;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pages-'));
    chromium = await Chromium.start(path!);
    const file = join(folder, 'schedule.html');
    writeFileSync(file, drawPage(SCHEDULE));
    await chromium.open(`${pathToFileURL(file).href}#event-1`);
    await chromium.settled();
  }, 240_000);

  afterAll(async () => {
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 240_000);

  afterEach(() => expect(chromium.errors).toEqual([]));

  const state = async () => {
    await chromium.settled();
    return chromium.evaluate('({ ...window.lockstepTimeline })');
  };
  const text = (id: string) => chromium.evaluate<string>(`document.getElementById('${id}').textContent`);
  const select = async (hash: string) => {
    await chromium.evaluate(`location.hash = '${hash}'`);
    await chromium.settled();
  };

  test('bars, arrows and rows are drawn, and a link in the words of the picture selects', async () => {
    expect(await state()).toMatchObject({ bars: 5, arrows: 3, rows: 3, visible: 5, selected: 1 });
    expect(await text('names')).toBe('00.10.2');
    expect(await text('card')).toBe(
      '#1 reads balancetask0.1stateran: it ranplacesrc/account.ts:4from1to2stepstep 1place in schedule2',
    );
  });

  test('what a list says of a bar is told where the bar is', async () => {
    await select('#event-3');
    expect(await text('card')).toContain('raceoverwrote what 0.2 had read');
    expect(await text('said')).toBe('#3 writes balance, task 0.1, ran: it ran, race: overwrote what 0.2 had read');
    expect(await text('list-1')).toBe('#3 writes balanceoverwrote what 0.2 had read');
  });

  test('arrows are hidden with what they lead to', async () => {
    await chromium.evaluate('document.querySelector(\'#states input[value="failed"]\').click()');
    expect(await state()).toMatchObject({ bars: 4, arrows: 2, visible: 4 });
    await chromium.evaluate("document.getElementById('clear').click()");
    expect(await state()).toMatchObject({ bars: 5, arrows: 3 });
  });

  test('search knows the words of the picture', async () => {
    const found = async (query: string) => {
      await chromium.evaluate(
        `(() => { const field = document.getElementById('search'); field.value = '${query}'; field.dispatchEvent(new Event('input')); })()`,
      );
      return text('found');
    };
    expect(await found('task:0.1')).toMatch(/2 found$/);
    expect(await found('file:other')).toMatch(/1 found$/);
    expect(await found('place:account.ts:9')).toMatch(/1 found$/);
    expect(await found('')).toBe('');
  });
});
