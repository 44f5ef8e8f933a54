// jotai 2.4.3: when the promise of an async atom settles, its dependencies are written back without asking whether it is still the
// latest promise, so an evaluation that was superseded replaces the newer one (pmndrs/jotai#2199).

import type * as Library from 'jotai-fixed/vanilla';
import { idle } from 'lockstep';
import { row } from './row';

row<typeof Library>('jotai', {
  invariant: 'at rest a derived value is computed from the latest base value',
  bug: /"derived": [0123]\b/,
  toy: 12.1,
  load: (version) => require(`jotai-${version}/vanilla`),
  async scenario({ atom, createStore }) {
    let derived = -1;
    const count = atom(0);
    const loaded = atom(async (get) => {
      const value = get(count);
      await null;
      return value;
    });
    const shown = atom(
      async (get, { setSelf }) => {
        get(count);
        await Promise.resolve();
        derived = await get(loaded);
        if (derived === 2) setSelf();
      },
      () => {},
    );
    const store = createStore();
    store.sub(shown, () => {});
    for (let click = 0; click < 2; click++) {
      await null;
      store.set(count, (value) => value + 1);
      store.set(count, (value) => value + 1);
    }
    await idle();
    expect({ derived }).toEqual({ derived: 4 });
  },
});
