// Which files are never instrumented: Lockstep itself, Babel, Jest and other build tools. Everything else in node_modules is.

import { sep } from 'node:path';
import { PACKAGE_ROOT } from './package-root';

/** Package names, as regular expressions; a scope stands for all its packages. */
const PACKAGES = [
  'lockstep',
  'babel-plugin-lockstep',
  // what Lockstep itself loads inside the sandbox, some of it before the runtime is there
  'pure-rand',
  'picocolors',
  'js-tokens',
  '@jridgewell',
  // Jest and what it runs inside the sandbox
  'jest',
  '@jest',
  'jest-(?:changed-files|circus|cli|config|diff|docblock|each|environment-[^/\\\\]+|get-type|haste-map|jasmine2|leak-detector)',
  'jest-(?:matcher-utils|message-util|mock|pnp-resolver|regex-util|resolve|resolve-dependencies|runner|runtime)',
  'jest-(?:serializer|snapshot|util|validate|watcher)',
  'expect',
  'expect-utils',
  'pretty-format',
  '@sinonjs',
  'jsdom',
  // compilers and what they emit into coverage
  '@babel',
  'babel-jest',
  'babel-(?:core|plugin|preset)-[^/\\\\]+',
  'ts-jest',
  'ts-node',
  '@swc',
  'esbuild',
  '@esbuild',
  'esbuild-jest',
  'typescript',
  '@typescript',
  '@istanbuljs',
  'istanbul-[^/\\\\]+',
  'terser',
  'rollup',
  '@rollup',
  'webpack',
  'vite',
  'eslint',
  '@eslint',
  'prettier',
  // polyfills look for native behaviour and would polyfill the controlled Promise
  'core-js',
  'core-js-pure',
  'zone\\.js',
];

const SEPARATOR = '[/\\\\]';

function escaped(text: string): string {
  return text.replace(/[|\\{}()[\]^$+*?.-]/g, '\\$&');
}

/**
 * The preset's `transformIgnorePatterns`. Paths are matched without symbolic links, so they hold for npm, yarn and pnpm, where
 * the last `node_modules` of a path is followed by the package.
 */
export const NEVER_INSTRUMENTED: readonly string[] = [
  `${SEPARATOR}node_modules${SEPARATOR}(?:${PACKAGES.join('|')})${SEPARATOR}`,
  `^${escaped(PACKAGE_ROOT + sep)}(?:lib|plugin${SEPARATOR}lib)${SEPARATOR}`,
  `\\.pnp\\.[^${'\\/\\\\'}]+$`,
];

const EXPRESSION = new RegExp(NEVER_INSTRUMENTED.join('|'));

/** Whether the file at this absolute path is to be left as it is. */
export function isNeverInstrumented(path: string): boolean {
  return EXPRESSION.test(path);
}
