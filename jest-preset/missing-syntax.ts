// Syntax that neither Node nor the preset could compile and that the project's own tools may: says where to put those tools.

const ADVICE: Readonly<Record<string, string>> = {
  decorators: '@babel/plugin-proposal-decorators',
  'decorators-legacy': '@babel/plugin-proposal-decorators',
  decoratorAutoAccessors: '@babel/plugin-proposal-decorators',
  jsx: '@babel/preset-react',
};

interface ParserError extends Error {
  readonly missingPlugin?: string | readonly string[];
}

/** The syntax without which a file could not be parsed; undefined if the error is another one. */
export function missingSyntax(error: unknown): string | undefined {
  const missing = [(error as ParserError | null)?.missingPlugin ?? []].flat();
  return missing.find((plugin) => Object.hasOwn(ADVICE, plugin));
}

/** What to throw in place of an error of Babel: itself, with what to do if the file has such syntax. */
export function explained(error: unknown, path: string): unknown {
  const name = missingSyntax(error);
  if (name === undefined) return error;
  const syntax = name === 'jsx' ? 'JSX' : 'decorators';
  (error as Error).message =
    `lockstep: ${path} has ${syntax}, which the preset cannot compile here. ` +
    "Keep the transformer that compiles them, as in withLockstep({ preset: 'ts-jest' }), " +
    `or add ${ADVICE[name]} to the project's Babel configuration.\n\n${(error as Error).message}`;
  return error;
}
