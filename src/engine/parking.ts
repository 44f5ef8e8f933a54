// Parking: if only something outside can move an iteration on, it waits here on the real event loop.

import { NativePromise, nativeClearTimeout, nativeSetImmediate, nativeSetTimeout } from './natives';
import { PARKED, RUNNING, simulation } from './simulation';
import type { Strand } from './strand';

/** Real ms between two looks at whether anything outside is still alive. */
const POLL = 5;

/**
 * Parks until something arrives. Returns false if nothing came. If nothing outside is alive (no socket, file, process or real timer), that is
 * known after two turns of the event loop, otherwise after the time-out.
 */
export function park(timeout: number): Promise<boolean> {
  simulation.mode = PARKED;
  const { generation, agent } = simulation;
  return new NativePromise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = (woken: boolean) => {
      if (simulation.mode !== PARKED || simulation.generation !== generation) return;
      simulation.wake = () => {};
      simulation.mode = RUNNING;
      nativeClearTimeout(timer);
      if (woken) noteForeignWork();
      resolve(woken);
    };
    let scheduled = false;
    simulation.wake = () => {
      if (scheduled) return;
      scheduled = true;
      // In a microtask of its own, so that the native code that made the work comes to its end first.
      NativePromise.resolve().then(() => leave(true));
    };
    let waited = 0;
    const giveUp = () => {
      if (scheduled) return;
      if (waited >= timeout || !agent.sources.alive) leave(false);
      else {
        waited += POLL;
        timer = nativeSetTimeout(giveUp, POLL);
      }
    };
    if (!agent.jobs.empty || !agent.arrivals.empty) simulation.wake();
    else turnOver(() => turnOver(giveUp));
  });
}

function turnOver(callback: () => void): void {
  if (nativeSetImmediate !== undefined) nativeSetImmediate(callback);
  else nativeSetTimeout(callback, 0);
}

/** Native code (a callback of fs, of a port, of code that was not instrumented) has made work: the wait is counted where it began. */
function noteForeignWork(): void {
  const { jobs, arrivals } = simulation.agent;
  if (!arrivals.empty) return;
  const subject = jobs.first as { site?: number; strand?: Strand | null } | undefined;
  simulation.countUncontrolled(subject?.site ?? subject?.strand?.site ?? -1);
}
