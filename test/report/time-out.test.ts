// Failures that are the code's own time-outs say so in their first line, and no others do.

import { reasonOf } from '../../src/report/reason';
import { runtime } from '../../src/runtime';
import { instrumentedSource } from '../support/program';

const { explore } = runtime.api;
const options = { iterations: 200, timeBudget: 0, seed: 1, model: 'host' as const };

const answer = instrumentedSource('async function create(row) { return row; }', {
  environment: true,
  file: 'test/fake.js',
});

async function reason(code: string, body: string, more: object = {}): Promise<string | null> {
  const client = instrumentedSource(code, { file: 'src/client.js' });
  const test = instrumentedSource(body, { environment: true, file: 'test/client.test.js' }) as (
    ...args: unknown[]
  ) => Promise<void>;
  const { finding } = await explore(() => test(client, answer), { ...options, ...more });
  return finding === null ? null : reasonOf(finding.trace).text;
}

const styles: [string, string][] = [
  [
    'a rejection in the callback',
    `(call) => new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('timed out')), 30000);
      call(1).then((row) => { clearTimeout(timer); resolve(row); });
    })`,
  ],
  [
    'a race',
    `(call) => Promise.race([call(1), new Promise((_, reject) => setTimeout(reject, 30000, new Error('timed out')))])`,
  ],
  [
    'a race, with a string in place of an error',
    `(call) => Promise.race([call(1), new Promise((_, reject) => setTimeout(reject, 30000, 'timed out'))])`,
  ],
  ['a race, with nothing', '(call) => Promise.race([call(1), new Promise((_, reject) => setTimeout(reject, 30000))])'],
  [
    'a sleep, and a throw behind it',
    `async (call) => {
      const late = async () => { await new Promise((resolve) => setTimeout(resolve, 30000)); throw new Error('timed out'); };
      return Promise.race([call(1), late()]);
    }`,
  ],
  [
    'an error with the time-out as its cause',
    `async (call) => {
      try {
        return await Promise.race([call(1), new Promise((_, reject) => setTimeout(reject, 30000, new Error('late')))]);
      } catch (cause) {
        throw new Error('timed out', { cause });
      }
    }`,
  ],
  [
    'a signal that aborts',
    `async (call) => {
      const signal = AbortSignal.timeout(30000);
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        call(1).then(resolve);
      });
    }`,
  ],
];

describe('the error of', () => {
  it.each(styles)('%s says that it is a time-out', async (_, code) => {
    const text = await reason(code, 'async (client, create) => { await client(create); }');
    expect(text?.split('\n')[0]).toMatch(
      /^The code's own time-out of 30000 ms at src\/client\.js:\d+ was reached, because `create` at test\/fake\.js:1 took longer: a bug only if it must not be reached\.$/,
    );
    expect(text).toContain('maxLatency: 29999');
  });

  it.each(styles)('%s does not come within maxLatency', async (_, code) => {
    const body = 'async (client, create) => { await client(create); }';
    expect(await reason(code, body, { maxLatency: 29_999 })).toBeNull();
  });
});

it('an error that only follows a time-out is none', async () => {
  const text = await reason(
    `(call) => {
      const client = { rows: 0, closed: false };
      client.load = async () => { const row = await call(1); if (client.closed) throw new Error('loaded after close'); client.rows += row; };
      client.closing = new Promise((resolve) => setTimeout(() => { client.closed = true; resolve(); }, 30000));
      return client;
    }`,
    'async (make, create) => { const client = make(create); await Promise.all([client.load(), client.closing]); }',
  );
  expect(text).toMatch(/^Error: loaded after close/);
});

it('nor is an assertion of the test behind a time-out that the code has dealt with', async () => {
  const text = await reason(
    `async (call) => {
      const log = [];
      const late = new Promise((_, reject) => setTimeout(reject, 30000, new Error('timed out')));
      await Promise.race([call(1).then(() => log.push('answered')), late]).catch(() => log.push('gave up'));
      return log;
    }`,
    `async (client, create) => { const log = await client(create); if (log[0] !== 'answered') throw new Error('expected an answer'); }`,
  );
  expect(text).toMatch(/^Error: expected an answer/);
});

it('nor is a time-out that fires while nothing is pending', async () => {
  const text = await reason(
    `() => new Promise((_, reject) => setTimeout(reject, 30000, new Error('never answered')))`,
    'async (client) => { await client(); }',
  );
  expect(text).toMatch(/^Error: never answered/);
});
