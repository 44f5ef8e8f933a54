// The settings of an application, in a zustand store that is kept in a storage which other tabs of the browser write to as well.

import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

export interface Settings {
  theme: string;
}

export function openSettings(storage: StateStorage) {
  const initial = (): Settings => ({ theme: 'unknown' });
  const options = { name: 'settings', skipHydration: true, storage: createJSONStorage<Settings>(() => storage) };
  return createStore(persist(initial, options));
}
