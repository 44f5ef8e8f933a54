// Golden files: the printed reports, kept as a person reads them. After a wanted change, run the tests with UPDATE_GOLDEN=1 and read
// the difference.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Expects `text` to be what the golden file says. */
export function expectGolden(name: string, text: string): void {
  const path = join(__dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, `${text}\n`);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : `there is no golden file ${name}`).toBe(`${text}\n`);
}
