// Things that hand over one microtask too late. Whoever comes in that microtask breaks them. An answer of the event loop never does, but a fake of
// some awaits more or less may: natively, with 0 to 4 awaits drawn in each fake, each of these fails in 5 to 25 of 100 runs (but for the semaphore
// with nextTick, which does where a fake is slow). So they are latent, and their twins, which hand over correctly, are silent.

import { describeFinding, type ReportInput } from '../../src/report/finding-report';
import { explore } from '../../src/runner/explore';
import { resolveOptions } from '../../src/runner/resolve-options';
import { scheduleUnderHost } from '../../src/runner/under-host';
import { runtime } from '../../src/runtime';
import { parseTrace, stringifyTrace } from '../../src/trace';
import type { Finding } from '../../src/trace/finding';
import { instrumented } from '../support/program';

type Fake = () => Promise<void>;
type Later = (job: () => void) => void;

/** How a hand-over comes one microtask later. */
const WAYS: Readonly<Record<string, Later>> = {
  then: (job) => void Promise.resolve().then(job),
  queueMicrotask: (job) => queueMicrotask(job),
  nextTick: (job) => process.nextTick(job),
};

interface Semaphore {
  acquire(): Promise<void>;
  release(): void;
}

const lateSemaphore = (later: Later): Semaphore => {
  let free = 1;
  const waiting: (() => void)[] = [];
  return {
    acquire() {
      if (free > 0) {
        free--;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        waiting.push(() => {
          free--;
          resolve();
        });
      });
    },
    release() {
      free++;
      later(() => waiting.shift()?.());
    },
  };
};

const semaphore = (later: Later): Semaphore => {
  let free = 1;
  const waiting: (() => void)[] = [];
  return {
    acquire() {
      if (free > 0) {
        free--;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    release() {
      later(() => {
        const next = waiting.shift();
        if (next === undefined) free++;
        else next();
      });
    },
  };
};

const clients = instrumented(
  async (permits: Semaphore, wait: Fake, work: Fake) => {
    let holders = 0;
    const client = async () => {
      await wait();
      await permits.acquire();
      if (++holders > 1) throw new Error('two hold it');
      await work();
      holders--;
      permits.release();
    };
    await Promise.all([client(), client(), client()]);
  },
  { environment: true, file: 'clients.js' },
);

interface Cache {
  get(key: string, load: (key: string) => Promise<string>): Promise<string>;
}

/** The load is over before its value is there. */
const lateCache = (): Cache => {
  const values = new Map<string, string>();
  const loading = new Map<string, Promise<string>>();
  return {
    get(key, load) {
      const value = values.get(key);
      if (value !== undefined) return Promise.resolve(value);
      const shared = loading.get(key);
      if (shared !== undefined) return shared;
      const fresh = load(key).finally(() => loading.delete(key));
      loading.set(key, fresh);
      void fresh.then((loaded) => values.set(key, loaded));
      return fresh;
    },
  };
};

const cache = (): Cache => {
  const values = new Map<string, string>();
  const loading = new Map<string, Promise<string>>();
  return {
    get(key, load) {
      const value = values.get(key);
      if (value !== undefined) return Promise.resolve(value);
      const shared = loading.get(key);
      if (shared !== undefined) return shared;
      const fresh = load(key).then((loaded) => {
        values.set(key, loaded);
        loading.delete(key);
        return loaded;
      });
      loading.set(key, fresh);
      return fresh;
    },
  };
};

const readers = instrumented(
  async (shared: Cache, wait: Fake, work: Fake) => {
    let loads = 0;
    const load = async (key: string) => {
      loads++;
      await work();
      return `${key}!`;
    };
    const reader = async () => {
      await wait();
      await shared.get('a', load);
    };
    await Promise.all([reader(), reader(), reader()]);
    if (loads !== 1) throw new Error('loaded twice');
  },
  { environment: true },
);

interface Gate {
  readonly running: number;
  start(work: Fake): Promise<void>;
  whenIdle(told: () => void): void;
}

/** Tells that nothing is under way one microtask after it has looked. */
const lateGate = (): Gate => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    get running() {
      return running;
    },
    start(work) {
      running++;
      return work().finally(() => {
        running--;
        if (running === 0) queueMicrotask(() => waiting.splice(0).forEach((told) => void told()));
      });
    },
    whenIdle(told) {
      if (running === 0) told();
      else waiting.push(told);
    },
  };
};

const gate = (): Gate => {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    get running() {
      return running;
    },
    start(work) {
      running++;
      return work().finally(() => {
        running--;
        queueMicrotask(() => {
          if (running === 0) waiting.splice(0).forEach((told) => void told());
        });
      });
    },
    whenIdle(told) {
      if (running === 0) told();
      else waiting.push(told);
    },
  };
};

const workers = instrumented(
  async (doors: Gate, wait: Fake, work: Fake) => {
    const worker = async () => {
      await wait();
      await doors.start(work);
    };
    const closer = async () => {
      await wait();
      await new Promise<void>((resolve, reject) => {
        doors.whenIdle(() => (doors.running > 0 ? reject(new Error('told idle, but busy')) : resolve()));
      });
    };
    await Promise.all([worker(), worker(), closer()]);
  },
  { environment: true },
);

const answer = instrumented(async function answer() {}, { environment: true, file: 'answer.js' });

/** Two programs of one use: hands over too late, and correctly. */
interface Pair {
  readonly late: () => Promise<void>;
  readonly correct: () => Promise<void>;
  readonly message: string;
}

function pair<Subject, Args extends unknown[]>(
  late: (...args: Args) => Subject,
  correct: (...args: Args) => Subject,
  args: Args,
  use: (subject: Subject, wait: Fake, work: Fake) => Promise<void>,
  message: string,
): Pair {
  const make = { late: instrumented(late), correct: instrumented(correct) };
  return {
    late: () => use(make.late(...args), answer, answer),
    correct: () => use(make.correct(...args), answer, answer),
    message,
  };
}

const PAIRS: Readonly<Record<string, Pair>> = {
  ...Object.fromEntries(
    Object.entries(WAYS).map(([name, way]) => [
      `a semaphore, by ${name}`,
      pair(lateSemaphore, semaphore, [instrumented(way)], clients, 'two hold it'),
    ]),
  ),
  'a cache that loads once': pair(lateCache, cache, [], readers, 'loaded twice'),
  'a gate that tells when nothing is under way': pair(lateGate, gate, [], workers, 'told idle, but busy'),
};

const settings = { seed: 1, iterations: 4000, timeBudget: 0, shrink: 0 };

describe.each(Object.entries(PAIRS))('%s', (_name, { late, correct, message }) => {
  test('is latent where it hands over a microtask too late', async () => {
    const { passed, finding, latent } = await explore(late, settings);
    expect({ passed, finding }).toEqual({ passed: true, finding: null });
    expect(latent?.trace).toMatchObject({ model: 'await', failure: { message } });
  });

  test('is silent where it hands over correctly', async () => {
    const { passed, latent, distinct } = await explore(correct, settings);
    expect({ passed, latent }).toEqual({ passed: true, latent: null });
    expect(distinct).toBeGreaterThan(100);
  });
});

describe('the finding', () => {
  const subject = PAIRS['a semaphore, by queueMicrotask'] as Pair;
  let finding: Finding;
  beforeAll(async () => {
    const { latent } = await explore(subject.late, { ...settings, shrink: 5000 });
    if (latent === null) throw new Error('nothing was found');
    finding = latent;
  });

  test('is shrunk to few departures, one of which is an answer some microtasks later', () => {
    const departures = finding.trace.decisions.filter(({ choice }) => choice !== 0);
    expect(departures.length).toBeLessThanOrEqual(3);
    expect(departures.some(({ kind, choice }) => kind === 'late' && choice > 1)).toBe(true);
  });

  test('has no counterpart under the model host', () => {
    expect(scheduleUnderHost(finding.trace)).toBeNull();
  });

  test('replays strictly, and by fingerprints', async () => {
    const { trace } = finding;
    for (const mode of ['strict', 'nearest'] as const) {
      const options = { mode, shrink: false, tracePath: null };
      const replayed = await runtime.api.replaySubject(
        { body: subject.late, test: trace.test },
        resolveOptions({}),
        parseTrace(stringifyTrace(trace)),
        options,
      );
      expect(replayed.sameBug).toBe(true);
      expect(replayed.finding?.trace.decisions).toEqual(trace.decisions);
    }
  });

  test('says which answers come later, and by how many microtasks', () => {
    const report = describeFinding({ finding } as ReportInput);
    const operation = 'at answer.js:1 (task 0.2)';
    expect(report.latent).toBe(
      'If `answer` at answer.js:1 ever answers some microtasks later, this failure can happen.',
    );
    expect(report.late.map(({ sentence }) => sentence)).toEqual([
      `\`answer\` ${operation} completed 2 microtasks later than at once`,
    ]);
    expect(report.critical?.sentence).toBe(
      'the failure needs `answer` of task 0.2 at answer.js:1 to complete 2 microtasks later than at once; if it completes sooner, the test passes.',
    );
    expect(report.schedule.map(({ text }) => text)).toContain('answer completes 2 microtasks later');
  });
});
