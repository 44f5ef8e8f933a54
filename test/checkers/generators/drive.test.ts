// Clients that carry out a generator: inside an iteration under control, outside as it comes.

import type { History, ProcessId } from '../../../src/checkers';
import * as generate from '../../../src/checkers/generators';
import { HistoryRecorder } from '../../../src/checkers/history/recorder';
import { pause } from '../../../src/host';
import { explore } from '../../../src/runner/explore';
import { allLate, type RunOptions, record } from '../../support/iterate';

const letters = (text: string) => generate.each([...text].map((f) => ({ f })));

/** `0:a( 1:b( 0:a) 1:b)`, faults `!x`. */
function timeline(history: History): string {
  const events = history
    .events()
    .map(({ process, type, f }) => `${process}:${f}${type === 'invoke' ? '(' : type === 'ok' ? ')' : `?${type}`}`);
  return [...events, ...history.annotations.map(({ process, f }) => `${process}!${f}`)].join(' ');
}

interface Driven {
  readonly generator: generate.OperationGenerator;
  readonly clients?: number | readonly ProcessId[];
  readonly execute?: generate.Execute;
  readonly options?: generate.DriveOptions;
}

/** The history of one schedule. */
async function driven(
  { generator, clients = 2, execute = () => pause('work'), options }: Driven,
  how: RunOptions = {},
) {
  let recorder = new HistoryRecorder();
  const run = await record(() => {
    recorder = new HistoryRecorder();
    return generate.drive(recorder, clients, generator, execute, options);
  }, how);
  return { text: timeline(recorder.history()), failure: run.outcome.failure };
}

describe('in an iteration', () => {
  it('undisturbed, clients take turns in the order of the stream', async () => {
    expect(await driven({ generator: letters('abcd') })).toEqual({
      text: '0:a( 1:b( 0:a) 1:b) 0:c( 1:d( 0:c) 1:d)',
      failure: null,
    });
  });

  it('every start is a sync point: who begins first is a choice', async () => {
    const last = { ...allLate, pick: (enabled: readonly unknown[]) => enabled.length - 1 };
    expect((await driven({ generator: letters('ab') }, last)).text).toBe('1:b( 1:b) 0:a( 0:a)');
  });

  it('all orders of starts and ends are explored', async () => {
    const seen = new Set<string>();
    const body = async () => {
      const recorder = new HistoryRecorder();
      await generate.drive(recorder, 2, letters('ab'), () => pause('work'));
      seen.add(timeline(recorder.history()));
    };
    const run = () => body();
    await explore(run, { iterations: 300, seed: 1, timeBudget: 0, mustExplore: false });
    // Of a and b, by either process each: sequential in both orders, and overlapping with each first and each last.
    expect(seen.size).toBeGreaterThanOrEqual(6);
  });

  it("the seed is the iteration's: another stream in each iteration, the same one when it is run again", async () => {
    const generator = generate.random([(random) => ({ f: `f${random.below(1000)}` })]).take(3);
    const run = async (iteration: number) => (await driven({ generator, clients: 1 }, { seed: 5, iteration })).text;
    expect(await run(1)).toBe(await run(1));
    expect(await run(1)).not.toBe(await run(2));
  });

  it('two streams of one iteration differ, labelled or not', async () => {
    const generator = generate.random([(random) => ({ f: `f${random.below(1000)}` })]).take(3);
    const streams: string[] = [];
    const body = () => {
      for (const options of [{}, {}, { label: 'a' }, { label: 'b' }, { label: 'a' }])
        streams.push(Array.from(generator.start(options), ({ f }) => f).join());
    };
    await record(body);
    const [one, two, three, four, five] = streams;
    expect(new Set([one, two, three, four]).size).toBe(4);
    expect(five).toBe(three);
    await record(body);
    expect(streams.slice(5)).toEqual(streams.slice(0, 5));
  });

  it('phases wait for operations of other clients, in every schedule', async () => {
    const generator = generate.phases(letters('aaa'), letters('bbb'));
    for (let iteration = 0; iteration < 30; iteration++) {
      let state = iteration;
      const draw = (n: number) => (state = (Math.imul(state, 1103515245) + 12345) >>> 1) % n;
      const how = { pick: (enabled: readonly unknown[]) => draw(enabled.length), late: () => draw(2) === 1 };
      const { text, failure } = await driven({ generator, clients: 3 }, how);
      expect({ failure, text: text.replace(/.*a\)/, '') }).toEqual({
        failure: null,
        text: expect.not.stringContaining('a'),
      });
      expect(text.indexOf('b(')).toBeGreaterThan(text.lastIndexOf('a)'));
    }
  });

  it('a client whose own operations are done waits until all are', async () => {
    const generator = generate.phases(
      generate.perProcess((process) => letters(process === 'one' ? 'a' : 'bb')),
      letters('cc'),
    );
    const { text, failure } = await driven({ generator, clients: ['one', 'two'] });
    expect(failure).toBeNull();
    expect(text.split(' ').map((event) => event.slice(0, 5))).toContain('one:a');
    expect(text.indexOf('c(')).toBeGreaterThan(text.lastIndexOf('b)'));
  });

  it('the first error ends the drive, and its operation is unknown', async () => {
    const execute: generate.Execute = ({ f }) => {
      if (f === 'b') throw new RangeError('b is bad');
      return pause('work');
    };
    const { text, failure } = await driven({ generator: letters('abcd'), execute });
    expect(failure?.error).toEqual(new RangeError('b is bad'));
    expect(text).not.toContain('d(');
    expect(text).toContain('1:b?info');
  });

  it('a generator without end is taken for a forgotten take', async () => {
    const { text, failure } = await driven({ generator: letters('a').cycle(), options: { maxOperations: 3 } });
    expect(text).toBe('0:a( 1:a( 0:a) 1:a) 0:a( 0:a)');
    expect(String(failure?.error)).toContain(
      'drive has begun 3 operations and the generator goes on: end it by `take(n)`, or raise `maxOperations`',
    );
    expect(await driven({ generator: letters('abc'), options: { maxOperations: 3 } })).toMatchObject({ failure: null });
  });

  it('a classified error is recorded as what it is, and the client goes on', async () => {
    const execute: generate.Execute = ({ f }) =>
      f === 'b' ? pause('work').then(() => Promise.reject(new Error('no'))) : 1;
    const { text, failure } = await driven({
      generator: letters('bc'),
      clients: 1,
      execute,
      options: { classify: () => 'fail' },
    });
    expect({ text, failure }).toEqual({ text: '0:b( 0:b?fail 0:c( 0:c)', failure: null });
  });

  it('faults are carried out as nemesis and recorded as annotations', async () => {
    const by: string[] = [];
    const generator = generate.withFaults(letters('ab'), letters('X'), { at: [1] });
    const { text } = await driven({
      generator,
      clients: 1,
      execute: ({ f, fault }, process) => by.push(`${process} ${f} ${fault}`),
    });
    expect(by).toEqual(['0 a false', 'nemesis X true', '0 b false']);
    expect(text).toBe('0:a( 0:a) 0:b( 0:b) nemesis!X');
  });

  it('leaves nothing outside control', async () => {
    const run = await record(() => generate.drive(new HistoryRecorder(), 2, letters('abcd'), () => pause('work')));
    expect([...run.outcome.uncontrolled]).toEqual([]);
  });
});

describe('outside an iteration', () => {
  it('runs the same way', async () => {
    const recorder = new HistoryRecorder();
    const generator = generate.phases(letters('ab'), letters('cd'));
    await generate.drive(
      recorder,
      2,
      generator,
      ({ f }) => new Promise((resolve) => setTimeout(resolve, f === 'a' ? 5 : 1)),
    );
    const text = timeline(recorder.history());
    expect(text).toMatch(/^0:a\( 1:b\( 1:b\) 0:a\) /);
    expect(text.match(/\(/g)).toHaveLength(4);
  });

  it('rejects with the first error', async () => {
    await expect(
      generate.drive(new HistoryRecorder(), 2, letters('ab'), () => {
        throw new RangeError('no');
      }),
    ).rejects.toThrow('no');
  });

  it.each([0, 'many'])('refuses %j as maxOperations', (maxOperations) => {
    const options = { maxOperations: maxOperations as number };
    expect(() => generate.drive(new HistoryRecorder(), 1, letters('a'), () => 1, options)).toThrow(
      'Expected `maxOperations` to be a number above 0, got ',
    );
  });

  it.each([[0], [1.5], [[]], [['a', 'a']], ['three']])('refuses %j as clients', (clients) => {
    expect(() => generate.drive(new HistoryRecorder(), clients as never, letters('a'), () => 1)).toThrow(
      'drive expects `clients` to be a number from 1 or a list of different names, got',
    );
  });
});
