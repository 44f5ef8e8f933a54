// The definitions of causal consistency (Bouajjani, Enea, Guerraoui, Hamza, POPL 2017) and of the session guarantees (Terry et al., PDIS 1994), tried out: every
// causal order, every order of a past, every set of visible writes.

import type { Operation } from '../../../src/checkers';

/** A read or a write of one key; `value` null: nothing there. `before`: bits of the operations that its process did before. */
interface Step {
  readonly key: unknown;
  readonly isWrite: boolean;
  readonly value: unknown;
  readonly before: number;
}

/** Of each operation the bits of those before it. */
type Order = readonly number[];

/** Whether the history is consistent for some choice of the unknown writes. Every value of a key is written once. */
function forSomeEffects(operations: readonly Operation[], holds: (steps: readonly Step[]) => boolean): boolean {
  const known = operations.filter(({ outcome }) => outcome === 'ok');
  const unknown = operations.filter(({ outcome, f }) => outcome === 'info' && f === 'write');
  for (let choice = 0; choice < 1 << unknown.length; choice++) {
    const effective = unknown.filter((_, index) => choice & (1 << index));
    if (holds(stepsOf([...known, ...effective]))) return true;
  }
  return false;
}

function stepsOf(operations: readonly Operation[]): Step[] {
  return operations.map((operation) => ({
    key: operation.key,
    isWrite: operation.f === 'write',
    value: (operation.f === 'write' ? operation.input : operation.output) ?? null,
    before: bits(
      operations,
      (other) => other.outcome === 'ok' && other.process === operation.process && other.index < operation.index,
    ),
  }));
}

function bits<Item>(items: readonly Item[], included: (item: Item) => boolean): number {
  return items.reduce((set, item, index) => (included(item) ? set | (1 << index) : set), 0);
}

function has(set: number, index: number): boolean {
  return (set & (1 << index)) !== 0;
}

export type Variant = 'CC' | 'CCv' | 'CM';

/** @param everyCausalOrder tries all causal orders (up to 5 operations), not only the least one, that of the processes and of writes before their reads */
export function isCausal(operations: readonly Operation[], variant: Variant, everyCausalOrder: boolean): boolean {
  return forSomeEffects(operations, (steps) => {
    const orders = everyCausalOrder ? ordersOver(steps) : leastOrder(steps);
    return orders.some((order) => DEFINITIONS[variant](steps, order));
  });
}

const DEFINITIONS: Record<Variant, (steps: readonly Step[], order: Order) => boolean> = {
  CC: (steps, order) =>
    steps.every((_, index) => someExtension(steps, order, past(order, index), (other) => other === index)),
  CM: (steps, order) =>
    steps.every((step, index) =>
      someExtension(steps, order, past(order, index), (other) => other === index || has(step.before, other)),
    ),
  CCv: (steps, order) => {
    const all = (1 << steps.length) - 1;
    return extensions(order, all).some((arbitration) =>
      steps.every((_, index) => {
        const own = past(order, index);
        return legal(
          steps,
          arbitration.filter((other) => has(own, other)),
          (other) => other === index,
        );
      }),
    );
  },
};

function past(order: Order, index: number): number {
  return (order[index] as number) | (1 << index);
}

/** Whether some order of the set makes the results legal of those that are looked at. */
function someExtension(steps: readonly Step[], order: Order, set: number, looked: (index: number) => boolean): boolean {
  return extensions(order, set).some((sequence) => legal(steps, sequence, looked));
}

function legal(steps: readonly Step[], sequence: readonly number[], looked: (index: number) => boolean): boolean {
  const held = new Map<unknown, unknown>();
  return sequence.every((index) => {
    const { key, isWrite, value } = steps[index] as Step;
    if (isWrite) held.set(key, value);
    return isWrite || !looked(index) || (held.get(key) ?? null) === value;
  });
}

/** All total orders of a set that keep an order. */
function extensions(order: Order, set: number): number[][] {
  if (set === 0) return [[]];
  return order.flatMap((before, index) => {
    if (!has(set, index) || (before & set) !== 0) return [];
    return extensions(order, set & ~(1 << index)).map((rest) => [index, ...rest]);
  });
}

/** The least causal order, if it is one. */
function leastOrder(steps: readonly Step[]): Order[] {
  const order = steps.map(({ before, key, isWrite, value }) =>
    isWrite ? before : before | bits(steps, (other) => other.isWrite && other.key === key && other.value === value),
  );
  for (let via = 0; via < steps.length; via++) {
    for (let index = 0; index < steps.length; index++) {
      if (has(order[index] as number, via)) order[index] = (order[index] as number) | (order[via] as number);
    }
  }
  return order.some((before, index) => has(before, index)) ? [] : [order];
}

const ordersBySize: Order[][] = [[[]]];

/** All strict partial orders of so many elements: those of one less, with the last element put between a lower and an upper set. */
function allOrders(size: number): Order[] {
  const known = ordersBySize[size];
  if (known) return known;
  const last = size - 1;
  const orders = allOrders(last).flatMap((order) => {
    const found: Order[] = [];
    for (let lower = 0; lower < 1 << last; lower++) {
      if (order.some((before, index) => has(lower, index) && (before & ~lower) !== 0)) continue;
      for (let upper = 0; upper < 1 << last; upper++) {
        if ((lower & upper) !== 0) continue;
        const fits = order.every((before, index) =>
          has(upper, index) ? (before & lower) === lower : (before & upper) === 0,
        );
        if (fits)
          found.push([...order.map((before, index) => (has(upper, index) ? before | (1 << last) : before)), lower]);
      }
    }
    return found;
  });
  ordersBySize[size] = orders;
  return orders;
}

function ordersOver(steps: readonly Step[]): Order[] {
  return allOrders(steps.length).filter((order) =>
    order.every((before, index) => (before & (steps[index] as Step).before) === (steps[index] as Step).before),
  );
}

export type Guarantee = 'monotonic-reads' | 'monotonic-writes' | 'read-your-writes' | 'writes-follow-reads';

/** Whether there are an order of the writes and for each read a set of visible writes as the guarantees demand. */
export function keepsGuarantees(operations: readonly Operation[], guarantees: readonly Guarantee[]): boolean {
  return forSomeEffects(operations, (steps) => {
    const writes = steps.flatMap(({ isWrite }, index) => (isWrite ? [index] : []));
    const demands = demandsOf(steps, guarantees);
    return permutations(writes).some(
      (order) =>
        demands.ordered.every(([one, other]) => order.indexOf(one) < order.indexOf(other)) &&
        steps.every((step, read) => step.isWrite || someVisible(steps, order, read, demands)),
    );
  });
}

interface Demands {
  /** Writes of which the first comes before the second. */
  readonly ordered: readonly (readonly [number, number])[];
  /** Writes of which the first is visible wherever the second is. */
  readonly together: readonly (readonly [number, number])[];
  /** A write and a read that must see it. */
  readonly seen: readonly (readonly [number, number])[];
}

function demandsOf(steps: readonly Step[], guarantees: readonly Guarantee[]): Demands {
  const ordered: [number, number][] = [];
  const seen: [number, number][] = [];
  steps.forEach((step, index) => {
    steps.forEach((earlier, other) => {
      if (!has(step.before, other)) return;
      const source = earlier.isWrite ? other : sourceOf(steps, earlier);
      if (source < 0) return;
      const name = NAMES[`${earlier.isWrite} ${step.isWrite}`] as Guarantee;
      if (guarantees.includes(name)) (step.isWrite ? ordered : seen).push([source, index]);
    });
  });
  return { ordered, together: ordered, seen };
}

/** By whether the earlier operation is a write, and whether the later one is. */
const NAMES: Record<string, Guarantee> = {
  'false false': 'monotonic-reads',
  'true true': 'monotonic-writes',
  'true false': 'read-your-writes',
  'false true': 'writes-follow-reads',
};

function sourceOf(steps: readonly Step[], read: Step): number {
  return steps.findIndex(({ isWrite, key, value }) => isWrite && key === read.key && value === read.value);
}

function someVisible(
  steps: readonly Step[],
  order: readonly number[],
  read: number,
  { together, seen }: Demands,
): boolean {
  const { key, value } = steps[read] as Step;
  for (let choice = 0; choice < 1 << order.length; choice++) {
    const visible = order.filter((_, index) => has(choice, index));
    const complete =
      seen.every(([write, reader]) => reader !== read || visible.includes(write)) &&
      together.every(([one, other]) => !visible.includes(other) || visible.includes(one));
    const last = visible.filter((write) => steps[write]?.key === key).at(-1);
    if (complete && (last === undefined ? null : steps[last]?.value) === value) return true;
  }
  return false;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
