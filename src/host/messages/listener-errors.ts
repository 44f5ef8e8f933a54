// What a listener of an EventTarget throws (an AbortSignal, a port), Node throws in a tick of its own. In an iteration that tick is the running
// agent's, so the error is the agent's uncaught error, in the order that Node has, and never that of the process.

import { runInThisContext } from 'node:vm';
import { OUTSIDE, PARKED, simulation } from '../../engine/simulation';
import { NodeEventTarget } from './natives';

type Tick = (callback: (...args: unknown[]) => void, ...args: unknown[]) => void;

/** The process of Node's own code: in Jest's sandbox `process` is a copy. */
const nodeProcess = () => runInThisContext('globalThis.process') as { nextTick: Tick };

/** The text of the tick in which Node throws what a listener has thrown. */
function textOfThrower(target: { nextTick: Tick }): string {
  const { nextTick } = target;
  let text = '';
  target.nextTick = (callback) => {
    text = String(callback);
  };
  try {
    const throwing = new NodeEventTarget();
    throwing.addEventListener('message', () => {
      throw text;
    });
    throwing.emit('message', 0);
  } finally {
    target.nextTick = nextTick;
  }
  return text;
}

/** Watches what listeners throw, while an exploration runs. */
export class ListenerErrors {
  private thrower = '';
  private restore: (() => void) | null = null;

  begin(): void {
    if (this.restore !== null) return;
    const node = nodeProcess();
    if (this.thrower === '') this.thrower = textOfThrower(node);
    const { thrower } = this;
    const { nextTick } = node;
    const watching: Tick = (callback, ...args) => {
      const isOurs = simulation.mode !== OUTSIDE && typeof callback === 'function' && String(callback) === thrower;
      if (!isOurs) Reflect.apply(nextTick, node, [callback, ...args]);
      else {
        simulation.agent.ticks.push(() => callback(...args));
        if (simulation.mode === PARKED) simulation.wake();
      }
    };
    node.nextTick = watching;
    this.restore = () => {
      if (node.nextTick === watching) node.nextTick = nextTick;
    };
  }

  end(): void {
    this.restore?.();
    this.restore = null;
  }
}
