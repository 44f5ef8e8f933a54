// Methods of objects and classes, and their generator forms.

import { simulation } from '../simulation';
import { generatorTwin } from './generators';
import { type TwinBody, twin } from './twins';

/**
 * `$.twins`: kind, key and generator form of each method, one after the other; what has been replaced meanwhile has none. `generator`: a method that is
 * a generator itself.
 */
export function twins<O extends object>(holder: O, ...members: readonly unknown[]): O {
  for (let i = 0; i < members.length; i += 3) {
    const kind = members[i] as 'value' | 'get' | 'set' | 'generator';
    const found = Object.getOwnPropertyDescriptor(holder, members[i + 1] as PropertyKey);
    const own = found?.[kind === 'generator' ? 'value' : kind] as ((...args: never[]) => unknown) | undefined;
    if (typeof own !== 'function') continue;
    const body = members[i + 2] as TwinBody;
    if (kind === 'generator') generatorTwin(own, body);
    else twin(own, body);
    if (kind === 'get') simulation.deep.getters.add(members[i + 1] as PropertyKey);
    if (kind === 'set') simulation.deep.setters.add(members[i + 1] as PropertyKey);
  }
  return holder;
}
