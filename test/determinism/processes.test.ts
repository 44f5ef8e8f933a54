// The same seed gives the same schedules, and the same histories the same verdicts, in separate processes and on every supported version of Node.

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { digestOf as digestOfCheckers } from './checkers-digest';
import { digestOf as digestOfSchedules } from './digest';

const script = join(__dirname, '../fixtures/determinism/digest.js');

const others = ['22', '24'].map((version) => ({
  version,
  node: join(__dirname, `../node-versions/node_modules/node-${version}/bin/node`),
}));

const subjects = [
  { what: 'schedules', module: 'digest', digestOf: digestOfSchedules },
  { what: 'checkers and generators', module: 'checkers-digest', digestOf: digestOfCheckers },
];

describe.each(subjects)('$what', ({ module, digestOf }) => {
  async function digestIn(node: string, seed: number): Promise<unknown> {
    const { stdout } = await promisify(execFile)(node, [script, module, String(seed)]);
    return JSON.parse(stdout);
  }

  it('in two processes, and inside Jest', async () => {
    const first = await digestIn(process.execPath, 5);
    expect(await digestIn(process.execPath, 5)).toEqual(first);
    expect(await digestOf(5)).toEqual(first);
  }, 240_000);

  it('and another seed gives others', async () => {
    const five = Object.values(await digestOf(5));
    const six = Object.values(await digestOf(6));
    for (const [index, digest] of six.entries()) expect(digest).not.toBe(five[index]);
  });

  describe.each(others)('on Node $version', ({ node }) => {
    (existsSync(node) ? it : it.skip)(
      'as here',
      async () => {
        expect(await digestIn(node, 5)).toEqual(await digestOf(5));
      },
      240_000,
    );
  });
});
