// Bounds synchronous loops: instrumented loops call in every 65,536 turns, and one that has run for longer than `syncTimeout` within
// one step is a bug of its own, with its site.

import { nativeNow } from './natives';
import { fail, OUTSIDE, world } from './world';

/** Turns between two calls. */
const TURNS = 65_536;

let generation = 0;
let step = -1;
let started = 0;
/** What `world.site` was left at: an await sets it to another value. */
let mark = -1;

/** `$.loop`. */
export function loopGuard(site: number): void {
  if (world.mode === OUTSIDE) return;
  if (world.failure?.kind === 'endless-loop') throw world.failure.error;
  // A loop that awaits is no synchronous one: it is bounded by the number of jobs. One that only starts async calls is.
  const awaited = world.site !== mark && world.fresh.length < TURNS;
  world.site = mark = site;
  if (awaited || world.generation !== generation || world.steps !== step) {
    generation = world.generation;
    step = world.steps;
    started = nativeNow();
    return;
  }
  if (nativeNow() - started < world.syncTimeout) return;
  const error = new Error(
    `A synchronous loop has run for more than ${world.syncTimeout} ms without an await. ` +
      'It is endless, or needs a larger syncTimeout (in milliseconds).',
  );
  fail({ kind: 'endless-loop', error, task: '', site, waiting: [] });
  throw error;
}
