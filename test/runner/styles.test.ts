// In which style the environment answers does not matter (docs/model.md): the same two programs of the SCTBench suite, which need one task
// of many to stop between two steps, with eleven ways to say "here something outside answers".

import { runtime } from '../../src/runtime';
import { instrumentedSource } from '../support/program';

const { environment, explore, pause } = runtime.api;

/** How one access waits for the outside; `fake` and the others are parameters of the program. */
const STYLES: Readonly<Record<string, string>> = {
  'await null': 'await null',
  'pause()': 'await pause()',
  'environment(fn)': 'await answer()',
  'a mocked value': 'await mocked()',
  'Promise.resolve()': 'await Promise.resolve()',
  'a promise that its executor settles': 'await new Promise((resolve) => resolve())',
  setImmediate: 'await new Promise((resolve) => setImmediate(resolve))',
  queueMicrotask: 'await new Promise((resolve) => queueMicrotask(resolve))',
  'process.nextTick': 'await new Promise((resolve) => process.nextTick(resolve))',
  'an async function': 'await fake()',
  'an async function that waits': 'await slowFake()',
};

/** reorder: one reader must fall between the two writes of one of nine writers, all others being before or behind it. */
const reorder = (step: string) => `
  const s = { a: 0, b: 0 };
  const set = async () => { ${step}; s.a = 1; ${step}; s.b = -1; };
  const check = async () => {
    ${step}; const a = s.a; ${step}; const b = s.b;
    if (!((a === 0 && b === 0) || (a === 1 && b === -1))) throw new Error('reordered');
  };
  const tasks = [];
  for (const task of [...Array(9).fill(set), check]) { ${step}; tasks.push(task()); }
  await Promise.all(tasks);`;

/** twostage: between the two stages of one of ten writers, one of ten readers must pass both. */
const twostage = (step: string) => {
  const lock = (m: string) =>
    `${step}; while (${m}.held) { await new Promise((resolve) => ${m}.queue.push(resolve)); ${step}; } ${m}.held = true; ${step};`;
  const unlock = (m: string) => `${step}; ${m}.held = false; ${m}.queue.splice(0).forEach((wake) => wake());`;
  return `
  const s = { first: 0, second: 0 }, m1 = { held: false, queue: [] }, m2 = { held: false, queue: [] };
  const write = async () => {
    ${lock('m1')} s.first = 1; ${unlock('m1')}
    ${lock('m2')} s.second = s.first + 1; ${unlock('m2')}
  };
  const read = async () => {
    ${lock('m1')} const first = s.first; ${unlock('m1')}
    if (first === 0) return;
    ${lock('m2')} const second = s.second; ${unlock('m2')}
    if (second !== first + 1) throw new Error('between the stages');
  };
  const tasks = [];
  for (const task of [...Array(10).fill(write), ...Array(10).fill(read)]) { ${step}; tasks.push(task()); }
  await Promise.all(tasks);`;
};

const MOST = 1000;
const SEEDS = [1, 2, 3, 4, 5, 6];

/** Schedules to the bug, on average over the seeds. */
async function schedules(program: (step: string) => string, style: string): Promise<number> {
  const source = `(() => {
    const fake = async () => {};
    const slowFake = async () => { await null; };
    return (pause, answer, mocked) => async () => {${program(STYLES[style] as string)}};
  })()`;
  const make = instrumentedSource(source, { environment: true }) as (...parts: unknown[]) => () => Promise<void>;
  const body = make(
    pause,
    environment(() => {}),
    () => runtime.environmentPromise.resolve(1),
  );
  let sum = 0;
  for (const seed of SEEDS) {
    const result = await explore(body, { seed, model: 'host', iterations: MOST, timeBudget: 0, shrink: 0 });
    expect(result.finding?.trace.failure?.message ?? 'nothing found').toMatch(/reordered|between the stages/);
    sum += result.schedules;
  }
  return sum / SEEDS.length;
}

describe.each([
  ['reorder_10', reorder, 200],
  ['twostage_20', twostage, 300],
] as const)('%s', (_name, program, most) => {
  test.each(Object.keys(STYLES))('%s', async (style) => {
    expect(await schedules(program, style)).toBeLessThan(most);
  });
});
