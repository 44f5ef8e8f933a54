// Where a trace is stored: `<root>/.lockstep/traces/<slug of the test's name>-iter<N>-seed<M>.json`.

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Trace } from './trace';

const LONGEST_SLUG = 80;

/** The folder of traces of the project at `root`. */
export function tracesFolder(root: string): string {
  return join(root, '.lockstep', 'traces');
}

/** The file name of a trace. With `distinct`, a hash of file and name keeps two tests with equal slugs apart. */
export function traceFileName(trace: Pick<Trace, 'test' | 'iteration' | 'seed'>, distinct = false): string {
  const { file, name, occurrence = 1 } = trace.test;
  const mark = distinct ? `-${shortHash(`${file}\0${name.join('\0')}`)}` : '';
  const number = occurrence === 1 ? '' : `-${occurrence}`;
  return `${slug(name.join(' '))}${mark}${number}-iter${trace.iteration}-seed${trace.seed}.json`;
}

/** A name that every file system takes: lower-case ASCII letters, digits and `-`. If something had to be cut off, the name ends in a hash. */
export function slug(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const lost = plain.length > LONGEST_SLUG || /[^\p{ASCII}\p{M}]/u.test(name.normalize('NFKD'));
  if (!lost) return plain || 'test';
  return [plain.slice(0, LONGEST_SLUG).replace(/-$/, ''), shortHash(name)].filter(Boolean).join('-');
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6);
}
