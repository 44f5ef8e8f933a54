// zustand 5.0.9, persist: two rehydrate() calls are in flight and the older read, finishing last, overwrites the newer state
// (pmndrs/zustand#3336).

import type * as Middleware from 'zustand-fixed/middleware';
import type * as Vanilla from 'zustand-fixed/vanilla';
import { row } from './row';

row<typeof Vanilla & typeof Middleware>('zustand', {
  invariant: 'after all rehydrations the store holds what the last of them read',
  bug: /"version": 0/,
  toy: 49.2,
  load: (version) => ({ ...require(`zustand-${version}/vanilla`), ...require(`zustand-${version}/middleware`) }),
  async scenario({ createStore, persist, createJSONStorage }) {
    let stored = 0;
    const storage = {
      getItem: async () => JSON.stringify({ state: { version: stored }, version: 0 }),
      setItem: async () => {},
      removeItem: async () => {},
    };
    const options = { name: 'settings', skipHydration: true, storage: createJSONStorage(() => storage) };
    const store = createStore(persist(() => ({ version: -1 }), options));
    const first = store.persist.rehydrate();
    stored = 1; // Another tab writes.
    const second = store.persist.rehydrate();
    await Promise.all([first, second]);
    expect(store.getState()).toEqual({ version: 1 });
  },
});
