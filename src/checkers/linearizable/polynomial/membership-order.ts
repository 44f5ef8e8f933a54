// Orders the operations on one element of a set: as few changes as possible, each as late as possible.

import type { Operation } from '../../history/operation';
import { EarliestReturnHeap } from './earliest-return-heap';
import { Membership, type MembershipRoles } from './membership-roles';

export interface MembershipFailure {
  /** The operation whose return cannot be passed. */
  readonly trigger: number;
  /** To what the element would have had to change. */
  readonly value: number;
  /** How often it had changed to that before, with all that could have done it. */
  readonly times: number;
}

export function isFailure(outcome: object): outcome is MembershipFailure {
  return 'trigger' in outcome;
}

/** Which open operation makes a change that has to be made: of those that must make one, or of all, the one that returns first. */
export type Preference = 'obliged' | 'any';

/**
 * Walks through time. An observation takes place as soon as it can; a change when an operation is about to return that needs it, and made by the open
 * operation that returns first.
 *
 * Where every completed operation says whether it changed anything, this finds an order if there is one. Let F(t) be the number of changes up to t. All that
 * the operations demand has the form F(b) >= g(F(a)) for a time b after a and a g that never falls: `observe`, that F reaches the right parity between call and
 * return; `change`, that in every span of time there are as many changes to its value as there are such operations inside it (Hall's condition). Of two functions
 * that do so, the lower of both at each time does too; so there is a lowest, which is the one made here. Operations that make changes are used up only by changes,
 * and unknown ones stay open for ever. Where an `assign` returns that was not needed as a change, an earlier change than needed might have used it: then
 * a failure proves nothing.
 *
 * @param initially whether the element is there
 * @returns the order without the operations that are legal everywhere, or where it got stuck
 */
export function orderMembership(
  operations: readonly Operation[],
  { roles, values }: MembershipRoles,
  initially: number,
  preference: Preference,
): readonly Operation[] | MembershipFailure {
  /** For each operation the number of changes before it, its own included; -1: not placed. */
  const phases = new Int32Array(operations.length).fill(-1);
  const changes: number[] = [];
  const waiting: [number[], number[]] = [[], []];
  const heaps = () => [new EarliestReturnHeap(operations), new EarliestReturnHeap(operations)] as const;
  const obliged = heaps();
  const able = heaps();
  const changed = new Uint8Array(operations.length);
  let value = initially;
  let called = 0;

  for (const index of byReturn(operations)) {
    const now = operations[index]!.return;
    for (; called < operations.length && operations[called]!.call <= now; called++) call(called);
    if (roles[index] === Membership.nothing || roles[index] === Membership.perhaps) continue;
    if (roles[index] !== Membership.change) {
      if (phases[index]! < 0 && !change(values[index]!, now)) return failure(index, values[index]!);
    } else if (!changed[index]) {
      const before = 1 - values[index]!;
      if (value !== before && !change(before, now)) return failure(index, before);
      change(values[index]!, now);
    }
  }
  return inOrder();

  function call(index: number): void {
    const wanted = values[index]!;
    const role = roles[index];
    if (role === Membership.change) obliged[wanted]!.push(index);
    if (role === Membership.assign || role === Membership.perhaps) able[wanted]!.push(index);
    if (role !== Membership.observe && role !== Membership.assign) return;
    if (value === wanted) phases[index] = changes.length;
    else waiting[wanted]!.push(index);
  }

  /** By the operation that returns now, if it has to make this change. */
  function change(to: number, now: number): boolean {
    const maker = choose(to, now);
    if (maker < 0) return false;
    changed[maker] = 1;
    changes.push(maker);
    value = to;
    for (const index of waiting[to]!) if (phases[index]! < 0) phases[index] = changes.length;
    waiting[to] = [];
    phases[maker] = changes.length;
    return true;
  }

  function choose(to: number, now: number): number {
    const must = firstOpen(obliged[to]!, now);
    const may = firstOpen(able[to]!, now);
    if (must < 0 || may < 0) return must < 0 ? may : must;
    return preference === 'obliged' || operations[must]!.return <= operations[may]!.return ? must : may;
  }

  function firstOpen(heap: EarliestReturnHeap, now: number): number {
    for (;;) {
      const index = heap.top();
      if (index < 0 || (!changed[index] && operations[index]!.return >= now)) return index;
      heap.pop();
    }
  }

  function failure(trigger: number, to: number): MembershipFailure {
    return { trigger, value: to, times: changes.filter((index) => values[index] === to).length };
  }

  /** The operations by phase, in each the change first, then the others by call. */
  function inOrder(): Operation[] {
    const starts = new Int32Array(changes.length + 2);
    for (const phase of phases) if (phase >= 0) starts[phase + 1]!++;
    for (let phase = 0; phase <= changes.length; phase++) starts[phase + 1]! += starts[phase]!;
    const order = new Array<Operation>(starts[changes.length + 1]!);
    changes.forEach((index, at) => {
      order[starts[at + 1]!++] = operations[index]!;
    });
    for (let index = 0; index < operations.length; index++) {
      if (phases[index]! >= 0 && !changed[index]) order[starts[phases[index]!]!++] = operations[index]!;
    }
    return order;
  }
}

/** Positions of the operations that return, in the order in which they do. */
function byReturn(operations: readonly Operation[]): Int32Array {
  const returns = Float64Array.from(operations, (operation) => operation.return);
  let count = 0;
  const indices = new Int32Array(operations.length);
  returns.forEach((end, index) => {
    if (end < Number.POSITIVE_INFINITY) indices[count++] = index;
  });
  return indices.subarray(0, count).sort((one, other) => returns[one]! - returns[other]! || one - other);
}
