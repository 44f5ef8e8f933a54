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

  const reads = [settings.persist.rehydrate()];
  for (const theme of ['dark', 'sepia']) {
    storage.theme = theme; // The other tab writes ...
    reads.push(settings.persist.rehydrate()); // ... and this one reads again.
  }
  await Promise.all(reads);

  expect(settings.getState().theme).toBe('sepia');
}

test('the theme of the other tab is shown: once, as plain Jest runs it', changeThemeInAnotherTab);

// A ctest shrinks what it finds by itself, and takes its seed from its name. Here shrinking is left to `lockstep shrink`, so that it
// can be seen, and the seed leads to a schedule in which there is something to shrink.
ctest('the theme of the other tab is shown: under many schedules', { seed: 1, shrink: 0 }, changeThemeInAnotherTab);
