// The simulated world on top of the engine. Loading this module connects the host's queues to the controller.

import { host } from '../engine/host-queues';
import { immediateInPhase, immediatesBlockTimers, nextImmediate, resetImmediates } from './immediates';
import { resetIdle, wakeIdle } from './operations';
import { outsideAlive } from './outside';
import { earliestTimer, resetTimers } from './timers';

host.queues = {
  reset() {
    resetTimers();
    resetImmediates();
    resetIdle();
  },
  earliestTimer,
  immediate: nextImmediate,
  continuation: immediateInPhase,
  timersBlocked: immediatesBlockTimers,
  wakeIdle,
  outsideAlive,
};

export { bindings, replaceGlobals } from './bindings';
export { EPOCH } from './clock';
export { globals } from './globals';
export {
  choose,
  environment,
  environmentPromise,
  idle,
  isControlledRun,
  iterationSeed,
  pause,
  step,
} from './operations';
export { noteOutside } from './outside';
export { nextStream, seedRandomness } from './randomness';
export { timersModule, timersPromises } from './timers-promises';
