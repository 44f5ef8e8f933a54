// What strategies learn of conflicts, from real bodies: which sites ever took part in one, and from which schedules that is known.

import type { ConflictHistory, IterationStart, Strategy } from '../../src';
import { siteTable } from '../../src/engine/site-table';
import { runtime } from '../../src/runtime';
import { instrumented } from '../support/program';

const { explore } = runtime.api;
const environment = { environment: true };

/** Ids of the sites of a file, by the text there. */
function sitesOf(file: string): Map<string, number> {
  const found = new Map<string, number>();
  for (let id = 0; siteTable.site(id) !== null; id++) {
    const site = siteTable.site(id);
    if (site?.file === file && site.kind === 'a') found.set(site.text, id);
  }
  return found;
}

interface Known {
  readonly seen: string[];
  readonly conflicting: string[];
}

/** What is known at the beginning of each schedule of the strategy. */
async function learned(
  body: () => unknown,
  file: string,
  parts: Partial<Strategy> = {},
  iterations = 12,
): Promise<Known[]> {
  const known: Known[] = [];
  const look = (conflicts: ConflictHistory) => {
    const sites = [...sitesOf(file)];
    known.push({
      seen: sites.filter(([, id]) => conflicts.seen(id)).map(([text]) => text),
      conflicting: sites.filter(([, id]) => conflicts.conflicting(id)).map(([text]) => text),
    });
  };
  const strategy: Strategy = {
    name: 'looking',
    memory: 'lessons',
    begin: ({ conflicts }: IterationStart) => look(conflicts),
    pick: () => 0,
    late: () => true,
    choose: () => 0,
    ...parts,
  };
  await explore(body, { strategy, model: 'host', seed: 1, iterations, timeBudget: 0, mustExplore: false });
  return known;
}

const twoTasks = instrumented(
  async () => {
    const box = { shared: 0, a: 0, b: 0, read: 0 };
    const touch = async (own: 'a' | 'b') => {
      await 'own';
      box[own]++;
      await 'shared';
      box.shared++;
      await 'only read';
      if (box.read > 0) box[own]++;
      await 'nothing';
    };
    await Promise.all([touch('a'), touch('b')]);
  },
  { ...environment, file: 'two-tasks.js' },
);

it('a site conflicts if what runs from it touches what another task touches, and one of the two writes', async () => {
  const [before, after] = await learned(twoTasks, 'two-tasks.js');
  expect(before).toEqual({ seen: [], conflicting: [] });
  expect(after?.seen).toEqual(expect.arrayContaining(["'own'", "'shared'", "'only read'", "'nothing'"]));
  expect(after?.conflicting).toEqual(["'shared'"]);
});

it('what runs behind an await that completed at once is credited to that await, and not to the operation of the step', async () => {
  const atOnce = instrumented(
    async () => {
      const box = { n: 0 };
      const touch = async () => {
        await 'late';
        await 'at once';
        box.n++;
      };
      await Promise.all([touch(), touch()]);
    },
    { ...environment, file: 'at-once.js' },
  );
  const late: Strategy['late'] = ({ site }) => siteTable.site(site)?.text !== "'at once'";
  const [, after] = await learned(atOnce, 'at-once.js', { late });
  expect(after?.conflicting).toEqual(["'at once'"]);
});

it('what code does before it waits itself is its caller’s', async () => {
  const called = instrumented(
    async () => {
      const box = { n: 0 };
      const add = async () => {
        box.n++;
        await 'inner';
      };
      const touch = async () => {
        await 'outer';
        await add();
      };
      await Promise.all([touch(), touch()]);
    },
    { ...environment, file: 'called.js' },
  );
  const [, after] = await learned(called, 'called.js');
  expect(after?.conflicting).toEqual(["'outer'"]);
});

it('a collection as a whole conflicts with each of its keys', async () => {
  const collection = instrumented(
    async () => {
      const map = new Map<string, number>();
      const set = async () => {
        await 'one key';
        map.set('a', 1);
      };
      const other = async () => {
        await 'another key';
        map.set('b', 1);
      };
      const look = async () => {
        await 'all';
        map.clear();
      };
      await Promise.all([set(), other(), look()]);
    },
    { ...environment, file: 'collection.js' },
  );
  const [, after] = await learned(collection, 'collection.js');
  expect(after?.conflicting).toEqual(["'one key'", "'another key'", "'all'"]);
});

/** Waits at another site in each schedule. */
const changing = instrumented(
  async (schedule: number) => {
    const box = { n: 0 };
    const touch = async () => {
      if (schedule < 12) await 'early';
      else if (schedule === 12) await 'between';
      else if (schedule === 23) await 'lesson';
      else await 'after';
      box.n++;
    };
    await Promise.all([touch(), touch()]);
  },
  { ...environment, file: 'changing.js' },
);

it('is learned from the tracked lessons and from no others, and a strategy without memory learns nothing', async () => {
  let schedule = -1;
  const known = await learned(() => changing(++schedule), 'changing.js', {}, 40);
  // The schedules 3 to 10 are the turns 0 to 7; schedule 12 is no lesson with tracking, schedule 23 (turn 20) is.
  expect(known[8]?.conflicting).toEqual(["'early'"]);
  expect(known[20]?.conflicting).toEqual(["'early'"]);
  expect(known[21]?.conflicting).toEqual(["'early'", "'lesson'"]);
  expect(known.at(-1)?.conflicting).toEqual(["'early'", "'lesson'"]);

  schedule = -1;
  const nothing = await learned(() => changing(++schedule), 'changing.js', { memory: 'none' }, 40);
  expect(nothing.at(-1)).toEqual({ seen: [], conflicting: [] });
});

it('each model learns for itself', async () => {
  const seenBy: Record<string, boolean[]> = { host: [], await: [] };
  const sites = sitesOf('two-tasks.js');
  const strategy = (): Strategy => ({
    name: 'looking',
    memory: 'lessons',
    begin: ({ conflicts, model }) => void seenBy[model]?.push(conflicts.seen(sites.get("'shared'") as number)),
    pick: () => 0,
    late: () => true,
    choose: () => 0,
  });
  await explore(twoTasks, { strategy, model: 'auto', seed: 1, iterations: 9, timeBudget: 0 });
  expect(seenBy).toEqual({ host: [false, true, true, true], await: [false, true] });
});

it('two schedules that differ in nothing but the site of the chosen operation are two', async () => {
  // Nobody asks whether a timer is late: its site is known from the choice alone.
  const twoSites = instrumented(
    async (other: boolean) => {
      const timer = new Promise((resolve) => {
        if (other) setTimeout(resolve, 5);
        else setTimeout(resolve, 5);
      });
      const task = async () => {
        await null;
      };
      await Promise.all([task(), timer]);
    },
    { ...environment, file: 'two-sites.js' },
  );
  const strategy: Strategy = {
    name: 'timer first',
    memory: 'none',
    begin() {},
    pick: (enabled) => enabled.findIndex(({ kind }) => kind === 'timer'),
    late: () => true,
    choose: () => 0,
  };
  const hashOf = async (other: boolean) =>
    (await runtime.api.tryIteration(() => twoSites(other), { strategy, model: 'host', iteration: 3 })).hash;
  expect(await hashOf(true)).toBe(await hashOf(true));
  expect(await hashOf(true)).not.toBe(await hashOf(false));
});
