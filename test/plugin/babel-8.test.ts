// One CommonJS file serves Babel 7 and Babel 8, which is ESM only and runs here in a process of its own, under Node 24 if
// `test/node-versions` is installed.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const node24 = join(__dirname, '../node-versions/node_modules/node-24/bin/node');

test('the exec cases do the same under Babel 8', () => {
  const node = existsSync(node24) ? node24 : process.execPath;
  const script = join(__dirname, 'fixtures/babel-8.mjs');
  const report = JSON.parse(execFileSync(node, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  expect(report.different).toEqual([]);
  expect(report.cases).toBeGreaterThan(100);
}, 240_000);
