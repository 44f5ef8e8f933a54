// Temporal.Now reads the virtual clock in an iteration. Node 24 has Temporal behind a flag, so a process of it is asked.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const node = join(__dirname, '../node-versions/node_modules/node-24/bin/node');
const lib = join(__dirname, '../../lib/src/index.js');

const SCRIPT = `
const native = String(Temporal.Now.instant);
const { explore } = require(${JSON.stringify(lib)});
const looks = () => [
  Temporal.Now.instant(),
  Temporal.Now.zonedDateTimeISO('Asia/Tokyo'),
  Temporal.Now.plainDateTimeISO('UTC'),
  Temporal.Now.plainDateISO('UTC'),
  Temporal.Now.plainTimeISO('Asia/Tokyo'),
].map(String);
(async () => {
  const seen = [];
  const year = () => Temporal.Now.plainDateISO('UTC').year;
  const before = year();
  const body = () => new Promise((resolve) => { seen.push(looks()); setTimeout(() => { seen.push(looks()); resolve(); }, 1500); });
  const result = await explore(() => { globalThis[Symbol.for('lockstep.runtime')].install(); return body(); }, { iterations: 1, mustExplore: false });
  const zone = Temporal.Now.timeZoneId ?? Temporal.Now.timeZone;
  console.log(JSON.stringify({
    passed: result.passed, seen,
    real: before === new Date().getUTCFullYear() && year() === before,
    looks: String(Temporal.Now.instant) === native && Temporal.Now.instant.name === 'instant' && typeof zone() !== 'undefined',
  }));
})();`;

(existsSync(node) ? it : it.skip)(
  'Temporal.Now is on the virtual clock in an iteration, and the real one outside',
  () => {
    const flags = ['--harmony-temporal', '--no-warnings', '-e', SCRIPT];
    const at = (seconds: string) => [
      `2026-01-01T00:00:${seconds}Z`,
      `2026-01-01T09:00:${seconds}+09:00[Asia/Tokyo]`,
      `2026-01-01T00:00:${seconds}`,
      '2026-01-01',
      `09:00:${seconds}`,
    ];
    const { seen, ...rest } = JSON.parse(execFileSync(node, flags, { encoding: 'utf8' })) as { seen: string[][] };
    expect(rest).toEqual({ passed: true, real: true, looks: true });
    expect(seen.slice(0, 2)).toEqual([at('00'), at('01.5')]);
  },
);
