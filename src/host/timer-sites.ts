// Where timers and immediates are set: the plugin passes the place of the call, which reports name and strategies know the timer by.

import { Strand } from '../engine/strand';
import { OUTSIDE, world } from '../engine/world';

type Name = 'setTimeout' | 'setInterval' | 'setImmediate';
type Setter = (...args: unknown[]) => unknown;

/** `$.timer`: the runtime's function of that name, for a call at `site`. It comes before the arguments, which may set timers themselves. */
export function timer(this: Readonly<Record<Name, Setter>>, name: Name, site: number): Setter {
  const set = this[name];
  if (world.mode === OUTSIDE) return set;
  return (...args) => {
    const made = set(...args);
    if (made instanceof Strand && (made.kind === 'timer' || made.kind === 'immediate')) place(made, site);
    return made;
  };
}

function place(made: Strand, site: number): void {
  made.site = site;
  const noted = world.events?.at(-1);
  if (noted?.type === 'timer' && !noted.cleared) noted.site = site;
}
