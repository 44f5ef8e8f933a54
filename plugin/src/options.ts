// The plugin's options, checked at the door.

export interface Options {
  /** Log reads and writes of shared state (`_t.on && …`). Default true. */
  readonly track: boolean;
  /** Where the runtime comes from if the realm has none yet: a module to load, or 'global': then that is an error. Default 'lockstep/runtime'. */
  readonly runtime: string;
  /** Guard `while`, `do` and `for(;;)` against running forever. Default true. */
  readonly loops: boolean;
  /** Bind free globals (`Promise`, timers, clocks, randomness) to the runtime. Default true. */
  readonly globals: boolean;
  /** Compile the file in deep mode, for shared memory. Default: if it mentions `Atomics`, `SharedArrayBuffer` or `worker_threads`. */
  readonly deep: boolean | undefined;
  /** Folder that file names are relative to. Default: Babel's root. */
  readonly root: string | undefined;
  /** Ignored; part of the cache keys that Babel's users make of the options. */
  readonly version: string | undefined;
}

const DEFAULTS: Options = {
  track: true,
  runtime: 'lockstep/runtime',
  loops: true,
  globals: true,
  deep: undefined,
  root: undefined,
  version: undefined,
};

const EXPECTED: Record<keyof Options, 'boolean' | 'string'> = {
  track: 'boolean',
  runtime: 'string',
  loops: 'boolean',
  globals: 'boolean',
  deep: 'boolean',
  root: 'string',
  version: 'string',
};

export function readOptions(given: unknown): Options {
  if (given === undefined) return DEFAULTS;
  if (typeof given !== 'object' || given === null)
    throw new TypeError(`babel-plugin-lockstep: expected the options to be an object, got ${show(given)}.`);
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(EXPECTED, name))
      throw new TypeError(
        `babel-plugin-lockstep: unknown option \`${name}\` (${show(value)}). Known options: ${Object.keys(EXPECTED).join(', ')}.`,
      );
    const expected = EXPECTED[name as keyof Options];
    if (value !== undefined && typeof value !== expected)
      throw new TypeError(
        `babel-plugin-lockstep: expected option \`${name}\` to be a ${expected}, got ${show(value)}.`,
      );
    if (name === 'runtime' && value === '')
      throw new TypeError("babel-plugin-lockstep: expected option `runtime` to be 'global' or a module, got ''.");
  }
  return { ...DEFAULTS, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

function show(value: unknown): string {
  const text = typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? String(value));
  return `${text.length > 60 ? `${text.slice(0, 59)}…` : text} (${value === null ? 'null' : typeof value})`;
}
