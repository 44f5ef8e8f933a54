// Functions that are replaced while a run lasts, and put back when it is over.

import { syncBuiltinESMExports } from 'node:module';

type AnyFunction = (...args: unknown[]) => unknown;

export class Patches {
  private readonly undo: (() => void)[] = [];

  /** Replaces a function of `owner`, if it has it and it can be written. The other one has its properties. */
  replace(owner: object, name: string, make: (native: AnyFunction) => AnyFunction): void {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const native: unknown = descriptor?.value;
    if (descriptor === undefined || typeof native !== 'function' || !descriptor.configurable) return;
    const value = make(native as AnyFunction);
    Object.defineProperties(value, Object.getOwnPropertyDescriptors(native));
    Object.defineProperty(owner, name, { ...descriptor, value });
    this.undo.push(() => {
      // Whoever has replaced it meanwhile keeps what he has put there.
      if ((owner as Readonly<Record<string, unknown>>)[name] === value) Object.defineProperty(owner, name, descriptor);
    });
  }

  /** What ES modules have imported by name changes, too. */
  publish(): void {
    syncBuiltinESMExports();
  }

  restore(): void {
    for (const undo of this.undo.reverse()) undo();
    this.undo.length = 0;
    syncBuiltinESMExports();
  }
}
