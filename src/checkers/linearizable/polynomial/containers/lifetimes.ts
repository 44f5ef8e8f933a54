// What a history of a queue, a stack or a priority queue says about each of its values: when it came, was seen and went. Values have to be distinct.

import type { Operation } from '../../../history/operation';
import { NoKeyError, valueKey } from '../../../values/key';
import { type Container, operationOn } from './container-operation';

/**
 * Values are numbered in order of the calls of their insertions. A value's operations are its insertion, its peeks and its removal, and happen in this
 * order. All times are those of the history; Infinity: never.
 */
export interface Lifetimes {
  readonly count: number;
  readonly insertions: readonly Operation[];
  readonly removals: readonly (Operation | null)[];
  /** In order of their calls; null if the value was never peeked at. */
  readonly peeks: readonly (readonly Operation[] | null)[];
  /** When the insertion was called. */
  readonly called: Float64Array;
  /** The value is in by then: the earliest return of its operations. */
  readonly insideFrom: Float64Array;
  /** The value is not gone before: the latest call of its operations. Between `insideFrom` and here it is surely inside. */
  readonly insideUntil: Float64Array;
  /** The value was seen by then: the earliest return of its peeks and its removal. */
  readonly seen: Float64Array;
  /** When the removal returned. */
  readonly removed: Float64Array;
  readonly anyPeeks: boolean;
  /** Removals and peeks that found nothing there, in order of their calls. */
  readonly empties: readonly Operation[];
  /** Removals that were still waiting at the end. */
  readonly waiting: readonly Operation[];
  /** Whether a removal was left out because nobody knows what it removed, if anything. */
  readonly unknownRemovals: boolean;
}

/** Why a value's operations contradict each other. */
export interface ValueConflict {
  readonly kind: 'from nowhere' | 'removed twice' | 'seen too early' | 'seen too late';
  /** The insertion comes first, if there is one. */
  readonly operations: readonly Operation[];
}

interface Draft {
  insertions: Operation[];
  removals: (Operation | null)[];
  peeks: (Operation[] | null)[];
  anyPeeks: boolean;
  empties: Operation[];
  waiting: Operation[];
  unknownRemovals: boolean;
}

/**
 * Insertions with unknown result whose value nobody saw are left out: a value that is never seen is only in the way.
 * @returns null if values are repeated or have no key, or operations are of other kinds than expected
 */
export function readLifetimes(
  operations: readonly Operation[],
  container: Container,
): Lifetimes | ValueConflict | null {
  const draft: Draft = {
    insertions: [],
    removals: [],
    peeks: [],
    anyPeeks: false,
    empties: [],
    waiting: [],
    unknownRemovals: false,
  };
  let conflict: ValueConflict | null | undefined;
  try {
    conflict = collect(operations, container, draft);
  } catch (error) {
    if (error instanceof NoKeyError) return null;
    throw error;
  }
  if (conflict !== undefined) return conflict;
  return lifetimesOf(
    draft,
    (value) =>
      draft.insertions[value]!.outcome === 'ok' || draft.removals[value] !== null || draft.peeks[value] !== null,
  );
}

/** Without the values that were never removed. */
export function removedOnly(lifetimes: Lifetimes): Lifetimes {
  const { insertions, removals, peeks, anyPeeks, empties, waiting } = lifetimes;
  const draft = { insertions, removals, peeks, anyPeeks, empties, waiting, unknownRemovals: false } as Draft;
  return lifetimesOf(draft, (value) => removals[value] !== null) as Lifetimes;
}

export function isConflict(lifetimes: Lifetimes | ValueConflict): lifetimes is ValueConflict {
  return 'kind' in lifetimes;
}

/** @returns undefined if all is well so far, null if the history has to be declined */
function collect(
  operations: readonly Operation[],
  container: Container,
  draft: Draft,
): ValueConflict | null | undefined {
  const numbers = new Map<unknown, number>();
  for (const operation of operations) {
    if (operation.f !== container.insert) continue;
    const { input, outcome } = operation;
    const number = draft.insertions.length;
    const mayHappen = outcome === 'ok' || outcome === 'info';
    if (!mayHappen || input === null || input === undefined) return null;
    numbers.set(valueKey(input), number);
    if (numbers.size !== number + 1) return null;
    draft.insertions.push(operation);
    draft.removals.push(null);
    draft.peeks.push(null);
  }
  let conflict: ValueConflict | undefined;
  for (const operation of operations) {
    if (operation.f === container.insert) continue;
    const kind = operationOn(container, operation);
    if (kind === 'unclear') return null;
    if (kind === 'unknown') {
      if (operation.f === container.remove) draft.unknownRemovals = true;
    } else if (kind === 'waiting') {
      draft.waiting.push(operation);
    } else if (kind === 'empty') {
      draft.empties.push(operation);
    } else {
      const number = numbers.get(valueKey(operation.output));
      if (number === undefined) conflict ??= { kind: 'from nowhere', operations: [operation] };
      else conflict ??= add(draft, number, operation, kind);
    }
  }
  return conflict;
}

function add(draft: Draft, number: number, operation: Operation, kind: 'remove' | 'peek'): ValueConflict | undefined {
  if (kind === 'peek') {
    const peeks = draft.peeks[number];
    if (peeks) peeks.push(operation);
    else draft.peeks[number] = [operation];
    draft.anyPeeks = true;
    return undefined;
  }
  const earlier = draft.removals[number]!;
  draft.removals[number] = operation;
  if (earlier === null) return undefined;
  return { kind: 'removed twice', operations: [draft.insertions[number]!, earlier, operation] };
}

function lifetimesOf(draft: Draft, isKept: (value: number) => boolean): Lifetimes | ValueConflict {
  const total = draft.insertions.length;
  const insertions: Operation[] = [];
  const removals: (Operation | null)[] = [];
  const peeks: (Operation[] | null)[] = [];
  const times = Array.from({ length: 5 }, () => new Float64Array(total));
  const [called, insideFrom, insideUntil, seen, removed] = times as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let count = 0;
  for (let value = 0; value < total; value++) {
    if (!isKept(value)) continue;
    const insertion = draft.insertions[value]!;
    const removal = draft.removals[value]!;
    const watched = draft.peeks[value]!;
    let firstSeen = removal === null ? Number.POSITIVE_INFINITY : removal.return;
    let until = removal === null ? Number.POSITIVE_INFINITY : Math.max(removal.call, insertion.call);
    for (const peek of watched ?? []) {
      if (removal !== null && peek.call > removal.return)
        return { kind: 'seen too late', operations: [insertion, removal, peek] };
      if (peek.return < insertion.call) return { kind: 'seen too early', operations: [insertion, peek] };
      firstSeen = Math.min(firstSeen, peek.return);
      until = Math.max(until, peek.call);
    }
    if (removal !== null && removal.return < insertion.call)
      return { kind: 'seen too early', operations: [insertion, removal] };
    insertions.push(insertion);
    removals.push(removal);
    peeks.push(watched);
    called[count] = insertion.call;
    insideFrom[count] = Math.min(insertion.return, firstSeen);
    insideUntil[count] = until;
    seen[count] = firstSeen;
    removed[count] = removal === null ? Number.POSITIVE_INFINITY : removal.return;
    count++;
  }
  const { anyPeeks, empties, waiting, unknownRemovals } = draft;
  const [calledCut, fromCut, untilCut, seenCut, removedCut] = times.map((column) => column.subarray(0, count));
  return {
    count,
    insertions,
    removals,
    peeks,
    called: calledCut!,
    insideFrom: fromCut!,
    insideUntil: untilCut!,
    seen: seenCut!,
    removed: removedCut!,
    anyPeeks,
    empties,
    waiting,
    unknownRemovals,
  };
}
