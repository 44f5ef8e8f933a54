// Event sources: the controller knows no kind of source. What one offers, and how it answers, decides what may run.

import { ALONE, CLOSED, type EventSource, type Offer, OPEN } from '../../src/engine/event-source';
import { number } from '../../src/engine/pending';
import { simulation } from '../../src/engine/simulation';
import { Strand } from '../../src/engine/strand';
import { runtime } from '../../src/runtime';
import { record } from '../support/iterate';
import { instrumented } from '../support/program';

const { pause } = runtime.api;

class Delivery extends Strand {
  constructor(
    private readonly port: Port,
    private readonly deliver: () => void,
  ) {
    super(null, simulation.generation, -1);
    this.kind = 'operation';
    this.task = simulation.rootTask;
    number(this);
  }

  override fire(): void {
    this.port.queue.shift();
    this.deliver();
  }
}

/** A queue whose first entry may be delivered: what a message port will be. */
class Port implements EventSource {
  queue: Delivery[] = [];
  resets = 0;

  constructor(private readonly answer: Offer) {
    simulation.agent.sources.add(this);
  }

  send(deliver: () => void): void {
    this.queue.push(new Delivery(this, deliver));
    simulation.agent.sources.activate(this);
  }

  offer(enabled: Strand[]): Offer {
    const [first] = this.queue;
    if (first === undefined) return OPEN;
    enabled.push(first);
    return this.answer;
  }

  reset(): void {
    this.queue = [];
    this.resets++;
  }

  alive(): boolean {
    return false;
  }
}

type Log = (entry: string) => void;

const body = instrumented(
  async (log: Log, send: (deliver: () => void) => void, wait: typeof pause) => {
    const heard = new Promise<void>((resolve) => {
      send(() => log('first'));
      send(() => {
        log('second');
        resolve();
      });
    });
    const slow = wait('slow').then(() => log('slow'));
    await Promise.all([heard, slow]);
  },
  { environment: false },
);

async function runWith(answer: Offer, pick: (options: number) => number) {
  const port = new Port(answer);
  const entries: string[] = [];
  const options: number[] = [];
  const { outcome } = await record(
    () =>
      body(
        (entry) => entries.push(entry),
        (deliver) => port.send(deliver),
        pause,
      ),
    {
      late: () => true,
      pick: (enabled) => {
        options.push(enabled.length);
        return pick(enabled.length);
      },
    },
  );
  expect(outcome.failure).toBeNull();
  return { log: entries.join(' '), options, port };
}

test('an open source adds to the choice; its own entries keep their order', async () => {
  expect(await runWith(OPEN, () => 0)).toMatchObject({ log: 'slow first second', options: [2] });
  expect(await runWith(OPEN, (options) => options - 1)).toMatchObject({ log: 'first second slow', options: [2, 2] });
});

test('what a source offers alone runs without a choice, before late operations', async () => {
  expect(await runWith(ALONE, () => 0)).toMatchObject({ log: 'first second slow', options: [] });
});

test('behind a closed source no later one is asked', async () => {
  const closed = new Port(CLOSED);
  const later = new Port(OPEN);
  const entries: string[] = [];
  const send = instrumented(async (log: Log, toClosed: Port['send'], toLater: Port['send']) => {
    await new Promise<void>((resolve) => {
      toLater(() => {
        log('later');
        resolve();
      });
      toClosed(() => log('closed'));
    });
  });
  const { outcome } = await record(
    () =>
      send(
        (entry) => entries.push(entry),
        (deliver) => closed.send(deliver),
        (deliver) => later.send(deliver),
      ),
    { pick: (enabled) => enabled.length - 1 },
  );
  expect(outcome.failure).toBeNull();
  expect(entries).toEqual(['closed', 'later']);
});

test('a source is reset after an iteration in which it was active, and asked no more', async () => {
  const { port } = await runWith(OPEN, () => 0);
  expect(port.resets).toBe(1);
  expect(simulation.agent.sources.active).toEqual([]);
});
