import { columns } from '../../src/report/columns';
import type { ScheduleLine } from '../../src/report/schedule';
import { selectLines } from '../../src/report/select-lines';
import { wrapped } from '../../src/report/wrap';

const line = (step: number, task: string, text: string, changes: Partial<ScheduleLine> = {}): ScheduleLine => ({
  step,
  task,
  place: 'src/a.ts:1',
  text,
  mark: null,
  weight: 1,
  ...changes,
});
const heading = (task: string) => `${task} task`;

describe('a schedule in columns', () => {
  it('has one column per task, sorted as forks are numbered, and the step before its first line', () => {
    const lines = [line(0, '0.10', 'a'), line(0, '0.2', 'b'), line(1, '0.2', 'c')];
    expect(columns(lines, { width: 80, heading })).toEqual([
      '      0.2 task      0.10 task',
      '   0                a.ts:1 a',
      '      a.ts:1 b',
      '   1  a.ts:1 c',
    ]);
  });

  it('becomes a list where there are too many tasks for columns', () => {
    const lines = ['1', '2', '3', '4', '5', '6'].map((number) => line(0, `0.${number}`, 'x'));
    expect(columns(lines, { width: 80, heading })[1]).toBe('      0.2  a.ts:1 x');
  });

  it('shortens paths only as far as files stay apart', () => {
    const lines = ['src/one/a.ts:1', 'src/two/a.ts:2', 'src/b.ts:3'].map((place) => line(0, '0', 'x', { place }));
    const text = columns(lines, { width: 80, heading }).join('\n');
    expect(text).toContain('one/a.ts:1 x');
    expect(text).toContain('two/a.ts:2 x');
    expect(text).toContain(' b.ts:3 x');
  });

  it('never exceeds the width, and the critical mark is never cut off', () => {
    const lines = [line(0, '0.1', 'y'.repeat(200)), line(0, '0.2', 'x'.repeat(200), { mark: 'critical' })];
    const rows = columns(lines, { width: 80, heading });
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(80);
    expect(rows[2]).toMatch(/… {2}<-- critical$/);
  });

  it('leaves the last of many columns room to be read', () => {
    const lines = ['1', '2', '3', '4', '5'].map((number) => line(0, `0.${number}`, 'a text of thirty characters'));
    expect(columns(lines, { width: 110, heading: () => 'a rather long heading of a task' }).at(-1)).toContain(
      'a text of thirty characters',
    );
  });

  it('names the folder of an index file', () => {
    const text = columns([line(0, '0', 'x', { place: 'node_modules/lib/index.js:7' })], { width: 80, heading }).join();
    expect(text).toContain('lib/index.js:7 x');
  });

  it('says how many lines are left out', () => {
    expect(columns([3, line(7, '0', 'x')], { width: 80, heading })[1]).toBe('      … 3 lines left out');
  });
});

describe('selecting lines', () => {
  it('keeps everything that fits', () => {
    const lines = [line(0, '0', 'a', { weight: 0 }), line(0, '0', 'b')];
    expect(selectLines(lines, 2)).toEqual({ lines, details: 0 });
  });

  it('drops details before anything else', () => {
    const lines = [0, 1, 2, 0, 1, 3].map((weight, step) => line(step, '0', 'a', { weight: weight as 0 }));
    expect(selectLines(lines, 4)).toMatchObject({
      details: 2,
      lines: [{ step: 1 }, { step: 2 }, { step: 4 }, { step: 5 }],
    });
  });

  it('keeps of the details those nearest to the race or the failure', () => {
    const lines = [1, 1, 1, 3, 1, 1, 1].map((weight, step) => line(step, '0', 'a', { weight: weight as 1 }));
    expect(selectLines(lines, 3)).toMatchObject({ details: 4, lines: [{ step: 2 }, { step: 3 }, { step: 4 }] });
    const without = [1, 1, 1].map((weight, step) => line(step, '0', 'a', { weight: weight as 1 }));
    expect(selectLines(without, 2)).toMatchObject({ details: 1, lines: [{ step: 1 }, { step: 2 }] });
  });

  it('then the beginning, but never the race', () => {
    const lines = [2, 3, 2, 2, 2, 3].map((weight, step) => line(step, '0', 'a', { weight: weight as 2 }));
    expect(selectLines(lines, 4)).toMatchObject({ lines: [1, { step: 1 }, 1, { step: 3 }, { step: 4 }, { step: 5 }] });
  });
});

describe('wrapping', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(wrapped('aa bb cc dd', 6)).toEqual(['aa bb', '  cc', '  dd']);
    expect(wrapped('aa bb cc', 80)).toEqual(['aa bb cc']);
    expect(wrapped('a'.repeat(20), 5)).toEqual(['a'.repeat(20)]);
  });
});
