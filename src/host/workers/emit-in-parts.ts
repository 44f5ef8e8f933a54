// Events of a Worker object. Its listeners may touch shared memory, and then stop half way; the next listener is called when the one before it
// is over.

import { EventEmitter } from 'node:events';
import { callBack } from '../../engine/deep/drive';
import { simulation } from '../../engine/simulation';
import { uncaught } from '../../engine/uncaught';

type Listener = (...args: never[]) => unknown;

/**
 * Calls the listeners of an event, and then `over`. What a listener throws is uncaught, and keeps the others from being called, as in
 * Node.
 */
export function emitInParts(emitter: EventEmitter, event: string, args: readonly unknown[], over = () => {}): void {
  // Nobody listens: it is the error itself that nobody catches. An error of the sandbox's realm Node's emitter would wrap.
  if (event === 'error' && emitter.emit === EventEmitter.prototype.emit && emitter.listenerCount('error') === 0) {
    uncaught(args[0]);
    over();
    return;
  }
  // A class that is derived from Worker may have an `emit` of its own; without listeners, 'error' throws.
  const isPlain = emitter.emit === EventEmitter.prototype.emit && emitter.listenerCount(event) > 0;
  if (!simulation.deep.loaded || !isPlain) {
    try {
      emitter.emit(event, ...args);
    } catch (error) {
      uncaught(error);
    }
    over();
    return;
  }
  const listeners = emitter.rawListeners(event) as (Listener & { readonly listener?: Listener })[];
  const next = (index: number): void => {
    const raw = listeners[index];
    if (raw === undefined) {
      over();
      return;
    }
    // `once` wraps its listeners.
    const { listener = raw } = raw;
    if (listener !== raw) emitter.removeListener(event, listener as () => void);
    callBack(listener, emitter, args, (error, threw) => {
      if (!threw) next(index + 1);
      else {
        uncaught(error);
        over();
      }
    });
  };
  next(0);
}
