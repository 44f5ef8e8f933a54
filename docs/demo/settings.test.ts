// Another tab changes the theme while this one is still reading the settings. Whatever the storage takes its time for, this tab must
// end up with the other tab's theme.

import { ctest } from 'lockstep';
import { openSettings } from './settings';

/** A storage shared by all tabs, in memory: nothing about it is slow, or random, or hand-scheduled. */
class SharedStorage {
  theme = 'light';

  async getItem() {
    return JSON.stringify({ state: { theme: this.theme }, version: 0 });
  }

  async setItem() {}

  async removeItem() {}
}

async function changeThemeInAnotherTab() {
  const storage = new SharedStorage();
  const settings = openSettings(storage);

  const atStart = settings.persist.rehydrate();
  storage.theme = 'dark'; // The other tab writes ...
  const onChange = settings.persist.rehydrate(); // ... and this one reads again.
  await Promise.all([atStart, onChange]);

  expect(settings.getState().theme).toBe('dark');
}

test('the theme of the other tab is shown: once, as plain Jest runs it', changeThemeInAnotherTab);

ctest('the theme of the other tab is shown: under many schedules', changeThemeInAnotherTab);
