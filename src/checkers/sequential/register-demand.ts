// A look ahead for registers: what the remaining operations need to find there, against what the remaining operations can still put there.

import { accessOf, FOREIGN, SILENT, valueOf } from '../causal/access';
import type { Operation } from '../history/operation';
import type { LookAhead } from './look-ahead';
import type { Registers } from './registers';

/** Per value of a register: who still needs it, and who can still bring it. */
interface Tally {
  /** Operations that need to meet the value. */
  reads: number;
  /** Operations that need to meet the value and replace it: each needs an arrival of its own. */
  takes: number;
  /** Operations that can bring the value, unknown ones included. */
  arrivals: number;
}

interface Register {
  current: Tally;
  /** Whether an operation that is no read and no write works on it; then nothing is said of it. */
  opaque: boolean;
  readonly tallies: Map<unknown, Tally>;
}

interface Effect {
  readonly register: Register;
  readonly met: Tally | null;
  readonly left: Tally | null;
}

/**
 * Necessary, not sufficient: a value that is gone and needed again must arrive again, and as often as compare-and-sets take it away. Tells most dead ends
 * at once, where a search over positions would try all orders of the rest.
 */
export class RegisterDemand implements LookAhead {
  private readonly effects = new Map<Operation, Effect>();
  private readonly registers = new Map<unknown, Register>();
  /** For each placed operation what its register held before. */
  private readonly trail: (Tally | null)[] = [];

  /** @param operations what has to be placed, and the unknown ones that may be */
  constructor(
    operations: readonly Operation[],
    private readonly layout: Registers,
  ) {
    for (const operation of operations) {
      const effect = this.effectOf(operation);
      if (!effect) continue;
      this.effects.set(operation, effect);
      count(effect, 1);
    }
  }

  place(operation: Operation): boolean {
    const effect = this.effects.get(operation);
    if (!effect) {
      this.trail.push(null);
      return true;
    }
    const { register, left } = effect;
    const before = register.current;
    this.trail.push(before);
    count(effect, -1);
    if (!left) return true;
    register.current = left;
    return register.opaque || (possible(before, register) && possible(left, register));
  }

  remove(operation: Operation): void {
    const before = this.trail.pop();
    const effect = this.effects.get(operation);
    if (!effect) return;
    count(effect, 1);
    effect.register.current = before as Tally;
  }

  private effectOf(operation: Operation): Effect | null {
    const access = accessOf(operation, valueOf(this.layout.initial));
    if (access === SILENT) return null;
    const register = this.registerOf(operation);
    if (access === FOREIGN) {
      register.opaque = true;
      return null;
    }
    const met = access.found === undefined ? null : tallyOf(register, access.found);
    const left = access.left === undefined ? null : tallyOf(register, access.left);
    return { register, met, left };
  }

  private registerOf(operation: Operation): Register {
    const name = this.layout.registerOf(operation);
    const known = this.registers.get(name);
    if (known) return known;
    const register = { opaque: false, tallies: new Map() } as unknown as Register;
    register.current = tallyOf(register, valueOf(this.layout.initial));
    this.registers.set(name, register);
    return register;
  }
}

function tallyOf({ tallies }: Register, value: unknown): Tally {
  const known = tallies.get(value);
  if (known) return known;
  const tally = { reads: 0, takes: 0, arrivals: 0 };
  tallies.set(value, tally);
  return tally;
}

function possible(tally: Tally, register: Register): boolean {
  const available = tally.arrivals + (register.current === tally ? 1 : 0);
  return tally.takes <= available && (tally.reads === 0 || available > 0);
}

function count({ met, left }: Effect, by: number): void {
  if (left) left.arrivals += by;
  if (!met) return;
  if (left) met.takes += by;
  else met.reads += by;
}
