// The preset's global set-up: says so where the preset has no effect. Jest hands nothing of a configuration on to the `projects` in it.

import { PARTS } from './preset';

interface Project {
  readonly preset?: string;
  readonly testRunner?: string;
  readonly displayName?: string | { readonly name: string };
}

interface GlobalConfig {
  /** As the configuration has them: objects, or folders. */
  readonly projects?: readonly (string | Project)[];
}

function nameOf({ displayName }: Project, index: number): string {
  return (typeof displayName === 'object' ? displayName.name : displayName) ?? `number ${index + 1}`;
}

export default function refuseMisplacedPreset({ projects = [] }: GlobalConfig): void {
  const inline = projects.filter((project): project is Project => typeof project === 'object');
  const uses = ({ preset, testRunner }: Project) => preset !== undefined || testRunner === PARTS.runner;
  if (inline.length === 0 || inline.some(uses)) return;
  throw new Error(
    `lockstep: the preset stands beside \`projects\`, and Jest does not hand it on to them (${inline.map(nameOf).join(', ')}). ` +
      "Write `preset: 'lockstep'` into each project, or wrap the whole configuration: withLockstep({ projects: [ … ] }).",
  );
}
