// The length of a growable shared buffer, as something that agents touch.

import { apply } from '../natives';
import { simulation } from '../simulation';
import type { MemoryTouch } from './shared-access';

/** Node can be told to have no shared buffers, and older versions have none that grow. */
const growable =
  typeof SharedArrayBuffer === 'undefined'
    ? undefined
    : Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, 'growable')?.get;

/** Whether the buffer may become longer. */
export const isGrowable = (buffer: SharedArrayBuffer): boolean =>
  growable !== undefined && (apply(growable, buffer, []) as boolean);

/** What stands for the length of a buffer among its bytes. */
const LENGTH = { start: -8, end: 0 };

export const LOOK = { reads: true, writes: false, atomic: true, isLook: true } as const;

/** The length of a growable buffer. */
export const lengthOfBuffer = (
  buffer: SharedArrayBuffer,
  how: Pick<MemoryTouch, 'reads' | 'writes' | 'atomic' | 'isLook'>,
): MemoryTouch => ({ ...how, ...LENGTH, buffer: simulation.deep.bufferOf(buffer) });
