// Several agents in one iteration: each has an event loop of its own, and which one goes on is a choice.

import { endAgent } from '../../../src/engine/agents';
import { type EventSource, OPEN } from '../../../src/engine/event-source';
import { simulation } from '../../../src/engine/simulation';
import { runtime } from '../../../src/runtime';
import { spawnAgent } from '../../support/agents';
import { outcomeOf, record, verdictOf } from '../../support/iterate';
import { instrumented } from '../../support/program';

const { explore, pause, idle } = runtime.api;

type Spawn = typeof spawnAgent;

/** The orders in which a body logs, over an exploration. */
async function ordersOf(body: (log: (entry: string) => void) => unknown): Promise<Set<string>> {
  const orders = new Set<string>();
  await explore(
    () => {
      const entries: string[] = [];
      const ended = () => void orders.add(entries.join(' '));
      const result = body((entry) => entries.push(entry));
      return Promise.resolve(result).then(ended);
    },
    { iterations: 200, latent: 'off' },
  );
  return orders;
}

const twoLoops = instrumented(async (log: (entry: string) => void, spawn: Spawn, wait: typeof idle) => {
  spawn('worker', async () => {
    await null;
    log('w1');
    await null;
    log('w2');
    setImmediate(() => log('w3'));
  });
  log('m1');
  await null;
  log('m2');
  setImmediate(() => log('m3'));
  await wait();
});

it('goes on with the agent that runs, if nothing is disturbed', async () => {
  const entries: string[] = [];
  await record(() => twoLoops((entry) => entries.push(entry), spawnAgent, idle));
  expect(entries).toEqual(['m1', 'm2', 'm3', 'w1', 'w2', 'w3']);
});

it('a step of an agent is atomic, and the order of steps of two agents is a choice', async () => {
  const orders = await ordersOf((log) => twoLoops(log, spawnAgent, idle));
  expect([...orders].sort()).toEqual(['m1 m2 m3 w1 w2 w3', 'm1 m2 w1 w2 m3 w3', 'm1 m2 w1 w2 w3 m3']);
});

const timers = instrumented(async (log: (entry: string) => void, spawn: Spawn) => {
  spawn('worker', () => {
    setTimeout(() => log('w5'), 5);
    setTimeout(() => log('w20'), 20);
  });
  setTimeout(() => log('m4'), 4);
  setTimeout(() => log('m10'), 10);
  await new Promise((resolve) => setTimeout(resolve, 30));
});

it('timers of an agent keep their order, those of two agents need not; undisturbed they fire by deadline', async () => {
  const entries: string[] = [];
  await record(() => timers((entry) => entries.push(entry), spawnAgent));
  expect(entries).toEqual(['m4', 'w5', 'm10', 'w20']);
  const orders = await ordersOf((log) => timers(log, spawnAgent));
  expect(orders.size).toBeGreaterThan(3);
  for (const order of orders) {
    expect(order.replace(/w\d+ ?/g, '').trim()).toBe('m4 m10');
    expect(order.replace(/m\d+ ?/g, '').trim()).toMatch(/^(w5( w20)?)?$/);
  }
});

it('says who waits, if all agents are stuck', async () => {
  const body = instrumented(async (spawn: Spawn) => {
    spawn('worker', async () => {
      await new Promise(() => {});
    });
    await new Promise(() => {});
  });
  expect(await verdictOf(() => body(spawnAgent))).toBe(
    'deadlock: Deadlock: nothing can run any more, and the test body still waits.',
  );
  const { failure } = await outcomeOf(() => body(spawnAgent));
  expect(failure?.waiting.length).toBe(2);
});

it('an error that nobody catches in an agent is a failure, unless the agent deals with it', async () => {
  const body = instrumented(async (spawn: Spawn, deal: boolean, caught: unknown[]) => {
    const agent = spawn('worker', () => {
      if (deal) agent.uncaught = (error) => void caught.push(error);
      if (deal) agent.unhandled = (reason) => void caught.push(reason);
      void Promise.reject(new Error('rejected'));
      setTimeout(() => {
        throw new Error('thrown');
      }, 1);
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
  expect(await verdictOf(() => body(spawnAgent, false, []))).toBe('unhandled-rejection: rejected');
  const caught: unknown[] = [];
  expect(await verdictOf(() => body(spawnAgent, true, caught))).toBe('passed');
  expect(caught.map(String)).toEqual(['Error: rejected', 'Error: thrown']);
});

it('nothing of an agent that has ended runs, not even the rest of its step', async () => {
  const entries: string[] = [];
  const body = instrumented(
    async (log: (entry: string) => void, spawn: Spawn, end: (agent: ReturnType<Spawn>) => void) => {
      const agent = spawn('worker', async () => {
        setTimeout(() => log('late'), 1);
        await null;
        log('before');
        void Promise.resolve().then(() => log('job'));
        end(agent);
        await null;
        log('after');
      });
      await new Promise((resolve) => setTimeout(resolve, 10));
      log('main');
    },
  );
  expect(await verdictOf(() => body((entry) => entries.push(entry), spawnAgent, endAgent))).toBe('passed');
  expect(entries).toEqual(['before', 'main']);
  expect(simulation.agents.length).toBe(1);
});

it('environment operations of an agent complete in that agent', async () => {
  const seen: string[] = [];
  const body = instrumented(async (seen: string[], spawn: Spawn, wait: typeof pause, name: () => string) => {
    spawn('worker', async () => {
      await wait('slow');
      seen.push(name());
    });
    await wait('slow, too');
    seen.push(name());
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
  for (const late of [true, false]) {
    seen.length = 0;
    const verdict = await verdictOf(() => body(seen, spawnAgent, pause, () => simulation.agent.name), {
      late: () => late,
    });
    expect(verdict).toBe('passed');
    expect(seen.sort()).toEqual(['main', 'worker']);
  }
});

it('is the same in every run', async () => {
  const runs = await Promise.all(
    [1, 2].map(async () => {
      const { outcome } = await record(() => timers(() => {}, spawnAgent), { pick: (enabled) => enabled.length - 1 });
      return { hash: outcome.hash, recorded: outcome.recorded };
    }),
  );
  expect(runs[0]).toEqual(runs[1]);
});

describe('an agent that is idle', () => {
  /** How often the source of an idle agent is asked while the main agent goes on for 100 steps. */
  async function asked(isSteady: boolean): Promise<number> {
    let count = 0;
    const body = instrumented(async (spawn: Spawn, begin: () => void, wait: typeof idle) => {
      spawn('idle', begin);
      await wait();
      for (let i = 0; i < 100; i++) await new Promise((resolve) => setImmediate(resolve));
    });
    const source: EventSource = {
      offer: () => {
        count++;
        return OPEN;
      },
      reset: () => {},
      alive: () => false,
      ...(isSteady && { isSteady: () => true }),
    };
    const begin = () => {
      const { sources } = simulation.agent;
      sources.add(source);
      sources.activate(source);
    };
    await record(() => body(spawnAgent, begin, idle));
    return count;
  }

  it('is asked no more before each step, if its sources are steady', async () => {
    expect(await asked(true)).toBeLessThan(5);
  });

  it('is asked before each step, if nobody knows', async () => {
    expect(await asked(false)).toBeGreaterThan(90);
  });
});
