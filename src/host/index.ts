// The simulated host on top of the engine. Loading this module gives the simulation its main agent.

import { simulation } from '../engine/simulation';
import { HostAgent } from './host-agent';

simulation.add(new HostAgent());

export { bindings, replaceGlobals } from './bindings';
export { EPOCH } from './epoch';
export { mayCrash } from './files/crash';
export { FILE_FAULTS, type FileFault, type FileSettings } from './files/settings';
export { globals } from './globals';
export { manualClock } from './manual-clock';
export {
  access,
  beginExploration,
  choose,
  endContexts,
  endExploration,
  environment,
  environmentPromise,
  idle,
  isControlledRun,
  iteration,
  iterationSeed,
  loadFilesWith,
  loading,
  loadWorkersWith,
  memoryFiles,
  nextStream,
  pause,
  seedRandomness,
  skewWorkers,
  step,
  useFiles,
} from './operations';
export { timersModule, timersPromises } from './timers-promises';
