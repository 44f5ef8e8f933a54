// Parking: if only something outside can move an iteration on, it waits here on the real event loop.

import { allCompletions, allGiveUp, allTurned, allWoken, hasWork, someAlive, someGather } from './agents';
import { HAD_ITS_TURN, TURN_AGAIN } from './event-source';
import { NativePromise, nativeClearTimeout, nativeNow, nativeSetImmediate, nativeSetTimeout } from './natives';
import { PARKED, simulation } from './simulation';
import type { Strand } from './strand';

/** Real ms between two looks at whether anything outside is still alive. */
const POLL = 5;

/**
 * Parks until something comes from outside, or has had the turn of the event loop that it was to have.
 * @param timeout how long to wait, in real ms, as long as anything outside is alive; if nothing is, a few turns of the event loop tell
 * @returns false if nothing came. What is outside then holds nothing up any more
 */
export function park(timeout: number): Promise<boolean> {
  simulation.mode = PARKED;
  const { generation } = simulation;
  const began = nativeNow();
  const completions = allCompletions();
  return new NativePromise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let scheduled = false;
    let left = false;
    const leave = (came: boolean) => {
      if (left || simulation.generation !== generation) return;
      left = true;
      simulation.wake = () => {};
      nativeClearTimeout(timer);
      resolve(came);
    };
    simulation.wake = () => {
      if (scheduled) return;
      scheduled = true;
      // In a microtask of its own, so that the native code that made the work comes to its end first.
      NativePromise.resolve().then(() => {
        if (left || simulation.generation !== generation) return;
        if (allCompletions() !== completions) noteForeignWork();
        gather(() => {
          allWoken();
          leave(true);
        });
      });
    };
    let turns = 0;
    const look = () => {
      if (scheduled || left) return;
      const overdue = nativeNow() - began >= timeout;
      const turn = allTurned();
      if (turn === HAD_ITS_TURN) leave(true);
      else if ((turn === TURN_AGAIN || ++turns < 2) && !overdue) turnOver(look);
      else if (!overdue && someAlive()) timer = waitItself(() => nativeSetTimeout(look, POLL));
      else {
        allGiveUp();
        leave(false);
      }
    };
    if (hasWork()) simulation.wake();
    else turnOver(look);
  });
}

function turnOver(callback: () => void): void {
  waitItself(() => (nativeSetImmediate !== undefined ? nativeSetImmediate(callback) : nativeSetTimeout(callback, 0)));
}

/** Real ms within which completions count as simultaneous. */
const MOMENT = 1;

/** Lets what comes in the same moment come. */
function gather(then: () => void): void {
  const began = nativeNow();
  const { generation } = simulation;
  const look = (): void => {
    const more = generation === simulation.generation && someGather() && nativeNow() - began < MOMENT;
    if (more) turnOver(look);
    else then();
  };
  look();
}

/** Sets a native timer of the engine's own. */
function waitItself<Handle>(set: () => Handle): Handle {
  simulation.waitsItself = true;
  try {
    return set();
  } finally {
    simulation.waitsItself = false;
  }
}

/** Native code (a callback of fs, of a port, of code that was not instrumented) has made work: the wait is counted where that was begun. */
function noteForeignWork(): void {
  const { jobs, arrivals, sources } = simulation.agent;
  if (!arrivals.empty) return;
  const subject = jobs.first as { site?: number; strand?: Strand | null } | undefined;
  simulation.countUncontrolled(sources.causeOr(subject?.site ?? subject?.strand?.site ?? -1));
}
