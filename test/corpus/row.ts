// A row of the corpus: one scenario, run against the published version of a package that has the bug and against the one that
// fixed it. The versions are installed side by side as `<package>-buggy` and `<package>-fixed`.

import type { ExploreOptions } from 'lockstep';
import { dependencies } from './package.json';
import { pair } from './pair';

export type Version = 'buggy' | 'fixed';

export interface Row<Library> {
  /** The invariant that the buggy version breaks, in one line. */
  readonly invariant: string;
  /** See `Pair.bug`. */
  readonly bug: RegExp | 'deadlock';
  /** See `Pair.toy`. */
  readonly toy?: number;
  readonly options?: ExploreOptions;
  /** How the library is loaded; by default the package's main module. */
  load?(version: Version): Library;
  /** Uses the library as anybody would, and throws if the invariant is broken. */
  scenario(library: Library, version: Version): Promise<void>;
}

export function row<Library>(packageName: string, subject: Row<Library>): void {
  const load = subject.load ?? ((version: Version): Library => require(`${packageName}-${version}`));
  const side = (version: Version) => {
    const library = load(version);
    return { label: versionOf(packageName, version), body: () => subject.scenario(library, version) };
  };
  pair({
    name: `${packageName}: ${subject.invariant}`,
    failing: side('buggy'),
    correct: side('fixed'),
    bug: subject.bug,
    toy: subject.toy,
    options: subject.options,
  });
}

function versionOf(packageName: string, version: Version): string {
  const installed: Record<string, string> = dependencies;
  const alias = `${packageName}-${version}`;
  const specifier = installed[alias];
  if (specifier === undefined) throw new Error(`test/corpus/package.json has no dependency "${alias}".`);
  return specifier.slice(specifier.lastIndexOf('@') + 1);
}
