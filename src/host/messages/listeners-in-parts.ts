// Listeners that touch shared memory may stop half way, so they are entered by their twins. Node's event targets call them, and know
// nothing of that: such a listener is registered by a function that stands for it.

import { callBackAlone } from '../../engine/deep/drive';
import { twinOf } from '../../engine/deep/twins';
import { simulation } from '../../engine/simulation';

type Listener = (...args: never[]) => unknown;

/** What is registered for a listener: itself, as a rule. */
export function inParts(listener: unknown): unknown {
  const { loaded, stands, standsFor } = simulation.deep;
  if (typeof listener !== 'function' || !loaded || twinOf(listener) === undefined) return listener;
  let stand = stands.get(listener);
  if (stand === undefined) {
    stand = function (this: unknown, ...args: never[]): void {
      callBackAlone(listener as Listener, args, this);
    };
    stands.set(listener, stand);
    standsFor.set(stand, listener as Listener);
  }
  return stand;
}

/** The listener that was given, for what is registered. */
export function given(registered: unknown): unknown {
  return (typeof registered === 'function' ? simulation.deep.standsFor.get(registered) : undefined) ?? registered;
}
