// Promises/A+ outside an iteration: the controlled Promise on the native microtask queue, with real timers.

import { CASES, registerSuite } from './suite';

// The suite waits 50 to 150 ms in many cases; the order of its timers is all that counts.
const { setTimeout } = globalThis;
globalThis.setTimeout = ((callback: () => void, delay = 0) => setTimeout(callback, delay / 10)) as typeof setTimeout;

const registered = registerSuite((name, run) => it(name, run));

it('has run the whole suite', () => {
  expect(registered).toBe(CASES);
});
