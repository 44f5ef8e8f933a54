// What comes up at the top of a real event loop fails a native run. A process of its own, since in this one Jest is asked first.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const lib = join(__dirname, '../../lib/src/index.js');

function kindOf(body: string): unknown {
  const script = `
    const { explore } = require(${JSON.stringify(lib)});
    const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
    explore(async () => { ${body} }, { native: true, iterations: 3 }).then(({ finding }) =>
      console.log(JSON.stringify([finding?.trace.failure.kind ?? 'none', finding?.trace.failure.message ?? ''])),
    );`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

it.each([
  [
    'a timer that throws',
    `setTimeout(() => { throw new Error('boom'); }, 1); await sleep(30);`,
    ['uncaught-exception', 'boom'],
  ],
  [
    'a completion that throws',
    `require('fs').stat('/', () => { throw new Error('boom'); }); await sleep(50);`,
    ['uncaught-exception', 'boom'],
  ],
  [
    'a rejection that nobody handles',
    `void Promise.reject(new Error('lost')); await sleep(30);`,
    ['unhandled-rejection', 'lost'],
  ],
  ['a rejection that is handled', `Promise.reject(new Error('lost')).catch(() => {}); await sleep(5);`, ['none', '']],
])('%s', (_, body, expected) => {
  expect(kindOf(body)).toEqual(expected);
});
