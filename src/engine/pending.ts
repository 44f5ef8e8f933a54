// Late operations: what is pending until the controller picks it.

import { isNativePromise } from './native-types';
import { apply, nativeThen } from './natives';
import { number } from './numbering';
import type { OperationKind } from './operation';
import { isControlled, markHandled } from './promise';
import { OUTSIDE, PARKED, simulation } from './simulation';
import type { Strand } from './strand';

export { number };

/** Puts a strand among the pending operations. */
export function addPending(strand: Strand, kind: OperationKind, site: number): void {
  strand.kind = kind;
  strand.site = site;
  strand.since = simulation.time;
  // A strand from module load has no task in this iteration.
  if (strand.generation === 0) strand.task = simulation.agent.root.task;
  expectRejection(strand.value);
  number(strand);
  simulation.pending.push(strand);
  simulation.recorder?.enabled.add(strand);
  // made by code that native code has called while the iteration is parked
  if (simulation.mode === PARKED) simulation.wake();
}

/** Removes an operation that will never run. */
export function removePending(strand: Strand): void {
  const index = simulation.pending.indexOf(strand);
  if (index >= 0) takePending(index);
}

/** Up to so many operations are moved one by one: `splice` makes an array for what it takes out. */
const FEW = 64;

/** Removes the late operation at an index; the order of the others stays. */
export function takePending(index: number): void {
  const { pending } = simulation;
  simulation.completedAt = simulation.time;
  simulation.recorder?.enabled.remove(pending[index] as Strand);
  const last = pending.length - 1;
  if (last > FEW) {
    // Both move memory in one go; taking the first of many costs nothing.
    if (index === 0) pending.shift();
    else pending.splice(index, 1);
    return;
  }
  for (let i = index; i < last; i++) pending[i] = pending[i + 1] as Strand;
  pending.pop();
}

/** The operation will hand on the promise's rejection: nobody needs to listen to it until then. */
export function expectRejection(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (isControlled(value)) markHandled(value);
  else if (isNativePromise(value)) apply(nativeThen, value, [undefined, () => {}]);
}

/** Registers a strand made in this job: its task is decided when the job ends. */
export function adopt(strand: Strand): void {
  if (strand.generation === 0) return;
  simulation.agent.fresh.push(strand);
  // made by native code while the iteration is parked
  if (simulation.mode === PARKED) simulation.wake();
}

/** What a strand made now lives in: the running iteration, or 0. */
export function newGeneration(): number {
  return simulation.mode === OUTSIDE ? 0 : simulation.generation;
}
