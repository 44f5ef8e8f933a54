// Where the seed of a stream comes from: the option, else the iteration that runs, else a fixed number; and a label that tells streams apart.

import { controlledRun } from '../controlled-run';
import { mixed } from './random';

export interface SeedOptions {
  /** A 32-bit integer. Default: the seed of the iteration that runs; outside an iteration 0. */
  readonly seed?: number;
  /**
   * Tells streams with the same seed apart: two labels give two streams that have nothing in common. Default: '' if a seed is given, else `#` and the number
   * of unlabelled streams that the iteration began before this one (`#0` outside an iteration).
   */
  readonly label?: string;
}

const { imul } = Math;

/** The seed outside an iteration if none is given. */
const FIXED = 0;

/** @throws TypeError if the seed is no 32-bit integer or the label no string */
export function resolveSeed({ seed, label }: SeedOptions = {}): number {
  if (seed !== undefined && (!Number.isInteger(seed) || (seed !== seed >>> 0 && seed !== (seed | 0))))
    throw new TypeError(`Expected \`seed\` to be a 32-bit integer, got ${String(seed)}`);
  if (label !== undefined && typeof label !== 'string')
    throw new TypeError(`Expected \`label\` to be a string, got ${typeof label}`);
  const api = controlledRun()?.api;
  const base = seed ?? api?.iterationSeed() ?? FIXED;
  const name = label ?? (seed === undefined ? `#${api?.nextStream() ?? 0}` : '');
  return mixed(base ^ 0x5bd1e995) ^ hashed(name);
}

/** 32-bit FNV-1a over the code units, finished so that similar labels are far apart; 0 for the empty label. */
function hashed(label: string): number {
  if (label === '') return 0;
  let hash = 0x811c9dc5;
  for (let index = 0; index < label.length; index++) hash = imul(hash ^ label.charCodeAt(index), 0x01000193);
  return mixed(hash);
}
