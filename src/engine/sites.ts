// The site table: which source position each site id stands for. Filled by instrumented files as they are loaded.

/** `a` await, `f` async function or async generator, `y` yield of an async generator, `r`/`w` read/write of shared state,
 *  `m` method call on a collection, `l` loop, `t` timer or other host call. */
export type SiteKind = 'a' | 'f' | 'y' | 'r' | 'w' | 'm' | 'l' | 't';

export interface Site {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 0-based, as Babel counts. */
  readonly column: number;
  /** Name of the enclosing function; '' at the top level of a module. */
  readonly function: string;
  readonly kind: SiteKind;
  /** The source text at the site, shortened to 60 characters; for `r` and `w` the name of what is accessed (`account.balance`). */
  readonly text: string;
}

/** What an instrumented file says of itself when it is loaded (emitted by babel-plugin-lockstep, see docs/design/runtime-abi.md). */
export interface FileInfo {
  /** Version of the ABI that the file was compiled for. */
  readonly v: number;
  /** Path of the source, relative to Babel's root, with forward slashes. */
  readonly name: string;
  /** Hash of the source text, to name changed sources at replay. */
  readonly hash: string;
  /** 1 if a pragma in the file says that it is environment code, 0 if it says that it is not. */
  readonly env?: 0 | 1;
  /** Sites, flattened: kind, line, column, function, text, kind, line, … */
  readonly s: readonly (string | number)[];
}
