// Parking: an iteration that only something outside can move on waits here on the real event loop.

import { host } from './host-queues';
import { jobs } from './jobs';
import { arrivals } from './native-wait';
import { NativePromise, nativeClearTimeout, nativeSetImmediate, nativeSetTimeout } from './natives';
import type { Strand } from './strand';
import { PARKED, RUNNING, world } from './world';

/** Real ms between two looks whether something outside is still alive. */
const POLL = 5;

/**
 * Parks until something arrives. Returns false when nothing came: after two turns of the event loop where nothing outside is alive
 * (no socket, file, process or timer of the real world), else after the time-out.
 */
export function park(timeout: number): Promise<boolean> {
  world.mode = PARKED;
  const { generation } = world;
  return new NativePromise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = (woken: boolean) => {
      if (world.mode !== PARKED || world.generation !== generation) return;
      world.wake = () => {};
      world.mode = RUNNING;
      nativeClearTimeout(timer);
      resolve(woken);
    };
    let scheduled = false;
    world.wake = () => {
      if (scheduled) return;
      scheduled = true;
      // In a microtask of its own, so that the native code that made the work comes to its end first.
      NativePromise.resolve().then(() => leave(true));
    };
    let waited = 0;
    const giveUp = () => {
      if (scheduled) return;
      if (waited >= timeout || !host.queues.outsideAlive()) leave(false);
      else {
        waited += POLL;
        timer = nativeSetTimeout(giveUp, POLL);
      }
    };
    if (!jobs.empty || arrivals.length !== 0) world.wake();
    else turnOver(() => turnOver(giveUp));
  });
}

function turnOver(callback: () => void): void {
  if (nativeSetImmediate !== undefined) nativeSetImmediate(callback);
  else nativeSetTimeout(callback, 0);
}

/** Native code (a callback of fs, of a port, of code that was not instrumented) has made work: counted at the place that waited for it. */
export function noteForeignWork(): void {
  const subject = jobs.slots[jobs.head + 1] as { site?: number; strand?: Strand | null } | undefined;
  const site = jobs.empty ? -1 : (subject?.site ?? subject?.strand?.site ?? -1);
  world.uncontrolled.set(site, (world.uncontrolled.get(site) ?? 0) + 1);
}
