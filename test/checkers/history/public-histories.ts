// The public histories beside the checkout, and what the table of their README says of them.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', '..', '..', 'shared', 'data', 'histories');

export interface PublicHistory {
  readonly name: string;
  readonly operations: number;
  /** Operations whose outcome is not known. */
  readonly pending: number;
  /** Null: no verdict is known. */
  readonly linearizable: boolean | null;
  text(): string;
}

export const publicHistoriesExist = existsSync(join(folder, 'README.md'));

/** Every file that porcupine is tested on; none if they are absent. */
export function publicHistories(): PublicHistory[] {
  if (!publicHistoriesExist) return [];
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| (etcd_\d+|c\d+-\w+) \| \d+ \| (\d+) \| (\d+) \| (\w+)/gm)];
  const listed = rows.map(([, name = '', operations, pending, verdict]) => ({
    name,
    operations: Number(operations),
    pending: Number(pending),
    linearizable: verdict === 'linearizable',
    text: () => readFileSync(join(folder, name.startsWith('c') ? `kv/${name}.txt` : `jepsen/${name}.log`), 'utf8'),
  }));
  // The README lists only those that have a verdict.
  const empty = { name: 'etcd_095', operations: 0, pending: 0, linearizable: null };
  return [...listed, { ...empty, text: () => readFileSync(join(folder, 'jepsen', 'etcd_095.log'), 'utf8') }];
}
