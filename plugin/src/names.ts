// Names that are made for one file and collide with none of its own.

import type { Scope } from '@babel/traverse';

export class Names {
  private readonly taken = new Set<string>();
  private readonly sharedNames = new Map<string, string>();

  constructor(
    private readonly program: Scope,
    /** Names with `#`, which no scope knows; the generators that classes get are among them. */
    private readonly privateNames: ReadonlySet<string>,
  ) {}

  /** A name that the file does not use yet. Not `generateUid`, which drops the number that tells `_x1` from `_x2`. */
  made(wanted: string): string {
    const base = wanted.replace(/[^\w$]/g, '') || '_';
    let name = base;
    for (let n = 2; this.isTaken(name); n++) name = `${base}${n}`;
    this.taken.add(name);
    return name;
  }

  /** The same made name at every use in the file. */
  shared(wanted: string): string {
    let name = this.sharedNames.get(wanted);
    if (name === undefined) this.sharedNames.set(wanted, (name = this.made(wanted)));
    return name;
  }

  private isTaken(name: string): boolean {
    return (
      this.taken.has(name) ||
      this.privateNames.has(name) ||
      this.program.hasReference(name) ||
      this.program.hasGlobal(name) ||
      this.program.hasBinding(name, true)
    );
  }
}
