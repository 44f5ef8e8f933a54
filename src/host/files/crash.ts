// `mayCrash`: code whose machine may crash at any of its calls of files.

import { AsyncContext } from '../../engine/async-context';
import { newPromise, rejectPromise, resolvePromise } from '../../engine/promise';
import { asStandard, Promise as ControlledPromise } from '../../engine/promise-statics';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { Machine } from './files';
import { mainFiles } from './main-files';

/**
 * Runs `body`, whose machine may crash, by choice, before any call that changes files, and when it ends. Then nothing of it goes on, and files
 * that were changed and not synced are as before, as they are, or have the first part of what is new. Needs the option fs: 'memory'.
 * @returns whether the machine has crashed; outside an iteration it never does
 * @throws what `body` throws; an Error if files are real in an iteration
 */
export function mayCrash(body: () => unknown): Promise<boolean> {
  if (typeof body !== 'function') throw new TypeError(`mayCrash(body) expects a function, got ${typeof body}.`);
  const files = mainFiles();
  if (!files.active && simulation.mode !== OUTSIDE)
    throw new Error(
      "mayCrash(body) needs files in memory, and they are real in this test: set the option fs: 'memory'.",
    );
  const promise = newPromise();
  const result = asStandard(promise) as Promise<boolean>;
  if (!files.active) {
    ControlledPromise.resolve()
      .then(body)
      .then(
        () => resolvePromise(promise, false),
        (error) => rejectPromise(promise, error),
      );
    return result;
  }
  files.expectCrash();
  const machine = new Machine(() => resolvePromise(promise, true));
  const { agent } = simulation;
  const outer = agent.context;
  agent.context = new AsyncContext(outer, files.storage, machine);
  try {
    ControlledPromise.resolve(body()).then(
      () => {
        if (machine.crashed || files.mayCrash(null)) return;
        resolvePromise(promise, false);
      },
      (error) => {
        if (!machine.crashed) rejectPromise(promise, error);
      },
    );
  } catch (error) {
    if (!machine.crashed) rejectPromise(promise, error);
  } finally {
    agent.context = outer;
  }
  return result;
}
