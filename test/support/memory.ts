// Heap in use, after a full collection.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes of heap that are reachable. */
export function megabytesInUse(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
