// What programs over messages, events and async context see natively, they see in the undisturbed schedule.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from './programs';
import { randomContexts } from './random-contexts';
import { randomEvents } from './random-events';
import { randomProgram } from './random-program';
import { runControlled } from './run-controlled';
import { type Record, runNatively } from './run-natively';

/** A method's text as a function's. */
function sourceOf(program: { toString(): string }): string {
  const text = String(program);
  return text.replace(/^(async )?(?:'.*?'|".*?"|\w+)\(/, (_, isAsync = '') => `${isAsync}function (`);
}

const written = Object.fromEntries(Object.entries(PROGRAMS).map(([name, program]) => [name, sourceOf(program)]));

/** Generators of programs, and how many seeds of each are taken. */
const GENERATORS = {
  messages: [randomProgram, 150],
  events: [randomEvents, 60],
  contexts: [(seed: number) => randomContexts(seed, false), 30],
} as const;

/**
 * Contexts that are entered and left by `enterWith` and `exit`, as Node 24 has them. In Node 20 and 22 what `enterWith` enters belongs to a
 * resource and not to a context: a snapshot in which something was entered keeps it, and `exit` brings back what was entered before it.
 */
const OF_NODE_24 = [(seed: number) => randomContexts(seed, true), 40] as const;

function generated(what: string, [generate, seeds]: readonly [(seed: number) => string, number]) {
  return Array.from({ length: seeds }, (_, seed) => [`${what}, generated from seed ${seed}`, generate(seed)] as const);
}

const sources: Readonly<{ [name: string]: string }> = {
  ...written,
  ...Object.fromEntries(Object.entries(GENERATORS).flatMap(([what, generator]) => generated(what, generator))),
};
const native = runNatively(sources);

/** In Jest's sandbox V8 calls objects otherwise in the messages of errors, natively, too: they come from another realm. */
const asInOneRealm = (line: string): string => line.replace(/\[object (\w+)\] could not/, '#<$1> could not');

async function check(source: string, expected: Record | undefined): Promise<void> {
  const { lines, uncaught } = await runControlled(source);
  expect(expected?.lines.length).toBeGreaterThan(0);
  expect(uncaught).toBe(expected?.uncaught);
  // What runs behind an error that nobody caught, does not count.
  const seen = uncaught === null ? lines : lines.slice(0, expected?.lines.length);
  expect(seen.map(asInOneRealm)).toEqual(expected?.lines);
}

test.each(Object.keys(sources))('%s', (name) => check(sources[name] as string, native[name]));

const node24 = join(__dirname, '../../node-versions/node_modules/node-24/bin/node');
const entering = Object.fromEntries(generated('entered contexts', OF_NODE_24));

if (existsSync(node24)) {
  const onNode24 = runNatively(entering, node24);
  test.each(Object.keys(entering))('%s', (name) => check(entering[name] as string, onNode24[name]));
} else {
  test.skip('entered contexts: Node 24 is not installed (test/node-versions)', () => {});
}
