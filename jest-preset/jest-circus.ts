// Finds the jest-circus of the project's own Jest, whichever way the package manager laid it out.

import { createRequire } from 'node:module';
import { join } from 'node:path';

type Require = ReturnType<typeof createRequire>;

/** Who depends on whom, from the project down to jest-circus. */
const CHAIN = ['jest', '@jest/core', 'jest-config', 'jest-circus/runner'];

function followChain(start: Require): string | null {
  let from = start;
  let path: string | null = null;
  for (const name of CHAIN) {
    try {
      path = from.resolve(name);
    } catch {
      return null;
    }
    from = createRequire(path);
  }
  return path;
}

function direct(start: Require): string | null {
  try {
    return start.resolve('jest-circus/runner');
  } catch {
    return null;
  }
}

/** Absolute path of `jest-circus/runner`. */
export function circusRunnerPath(rootDir: string): string {
  const project = createRequire(join(rootDir, 'package.json'));
  const own = createRequire(__filename);
  const path = followChain(project) ?? direct(project) ?? direct(own) ?? followChain(own);
  if (path !== null) return path;
  throw new Error(`lockstep: jest-circus was not found from ${rootDir}. Install jest 30 or later in the project.`);
}
