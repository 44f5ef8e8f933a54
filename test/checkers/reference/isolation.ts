// The definitions of isolation levels, tried out: every commit order, every visibility relation (Cerone, Bernardi & Gotsman, CONCUR'15; Adya for read
// committed; Biswas & Enea, OOPSLA'19, for monotonic atomic view). The judge of the transactional checks, for up to four or five transactions.

import type { Operation } from '../../../src/checkers';
import { type IsolationLevel, includedLevels } from '../../../src/checkers/transactions/level';

type Micro = readonly ['r' | 'w' | 'append', unknown, unknown];

interface Transaction {
  readonly operation: Operation;
  readonly steps: readonly Micro[];
}

type Matrix = readonly (readonly boolean[])[];

/** Whether some set of the unknown transactions, together with all committed ones, can be explained at the level. */
export function hasLevel(operations: readonly Operation[], level: IsolationLevel): boolean {
  const committed = operations.filter(({ outcome }) => outcome === 'ok');
  const unknown = operations.filter(({ outcome }) => outcome === 'info');
  for (let chosen = 0; chosen < 1 << unknown.length; chosen++) {
    const happened = [...committed, ...unknown.filter((_, at) => (chosen >> at) & 1)];
    const transactions = happened.map((operation) => ({ operation, steps: stepsOf(operation) }));
    if (permutations(transactions).some((order) => explains(order, level))) return true;
  }
  return false;
}

function stepsOf({ outcome, input, output }: Operation): readonly Micro[] {
  const given = (outcome === 'ok' ? output : input) as readonly Micro[];
  return outcome === 'ok' ? given : given.filter(([name]) => name !== 'r');
}

function explains(order: readonly Transaction[], level: IsolationLevel): boolean {
  const levels = includedLevels(level);
  const sessions = levels.has('strong-session-read-committed');
  const realTime = levels.has('strong-read-committed');
  const before = order.map((one) => order.map((other) => precedes(one, other, sessions, realTime)));
  if (before.some((row, one) => row.some((is, other) => is && one > other))) return false;
  if (!levels.has('read-atomic')) return readsCommitted(order, levels.has('monotonic-atomic-view'));
  return order.reduce<Matrix[]>((found, _, next) => found.flatMap((matrix) => extend(matrix, next)), [[]]).length > 0;

  /** All that the next transaction may see, as rows of a visibility relation: row t tells what t sees. */
  function extend(matrix: Matrix, next: number): Matrix[] {
    const extended: Matrix[] = [];
    for (let seen = 0; seen < 1 << next; seen++) {
      const row = order.map((_, other) => other < next && ((seen >> other) & 1) === 1);
      if (allows([...matrix, row], next)) extended.push([...matrix, row]);
    }
    return extended;
  }

  function allows(matrix: Matrix, next: number): boolean {
    const row = matrix[next] as readonly boolean[];
    const others = order.map((_, other) => other).filter((other) => other < next);
    const conflicts = (other: number) => writesOf(order[next]!).some((key) => writesOf(order[other]!).includes(key));
    const seen = others.filter((other) => row[other]);
    if (levels.has('repeatable-read') && seen.length < next) return false;
    if (levels.has('strong-session-read-atomic') && others.some((other) => before[other]?.[next] && !row[other]))
      return false;
    if (levels.has('parallel-snapshot-isolation') && others.some((other) => conflicts(other) && !row[other]))
      return false;
    if (
      levels.has('snapshot-isolation') &&
      seen.some((other) => others.some((earlier) => earlier < other && !row[earlier]))
    )
      return false;
    const transitive = levels.has('causal') || levels.has('parallel-snapshot-isolation');
    if (transitive && seen.some((other) => matrix[other]?.some((is, earlier) => is && !row[earlier]))) return false;
    return readsLatest(order, next, seen);
  }
}

function precedes(one: Transaction, other: Transaction, sessions: boolean, realTime: boolean): boolean {
  const finished = one.operation.outcome === 'ok' && one.operation.return < other.operation.call;
  return finished && (realTime || (sessions && one.operation.process === other.operation.process));
}

function writesOf({ steps }: Transaction): unknown[] {
  return steps.filter(([name]) => name !== 'r').map(([, key]) => key);
}

/** The state of a key behind each of its writers, in order of commit; first the initial one. */
function versions(order: readonly Transaction[], key: unknown): { writer: number; state: unknown }[] {
  const list = [{ writer: -1, state: null as unknown }];
  order.forEach((transaction, writer) => {
    const own = transaction.steps.filter(([name, k]) => name !== 'r' && k === key);
    if (own.length > 0) list.push({ writer, state: own.reduce(apply, list.at(-1)?.state) });
  });
  return list;
}

function apply(state: unknown, [name, , value]: Micro): unknown {
  return name === 'append' ? [...((state as unknown[]) ?? []), value] : value;
}

function same(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => (Array.isArray(value) && value.length === 0 ? null : (value ?? null));
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

/** Each read with the versions that explain it, after the transaction's own writes. */
function explanations(
  order: readonly Transaction[],
  { steps }: Transaction,
): { key: unknown; writers: number[]; own: boolean }[] {
  return steps.flatMap(([name, key, value], at) => {
    if (name !== 'r') return [];
    const own = steps.slice(0, at).filter((step) => step[0] !== 'r' && step[1] === key);
    const fitting = versions(order, key).filter(
      ({ writer, state }) => order[writer]?.steps !== steps && same(own.reduce(apply, state), value),
    );
    return [{ key, writers: fitting.map(({ writer }) => writer), own: own.length > 0 && own[0]?.[0] === 'w' }];
  });
}

function readsCommitted(order: readonly Transaction[], monotonic: boolean): boolean {
  return order.every((transaction, reader) => {
    const observed: number[] = [];
    return explanations(order, transaction).every(({ key, writers, own }) => {
      if (own) return writers.length > 0;
      const [writer] = writers.filter((candidate) => candidate < reader);
      if (writer === undefined) return false;
      const passed = observed.some((seen) => seen > writer && writesOf(order[seen]!).includes(key));
      if (writer >= 0) observed.push(writer);
      return !monotonic || !passed;
    });
  });
}

function readsLatest(order: readonly Transaction[], reader: number, seen: readonly number[]): boolean {
  return explanations(order, order[reader]!).every(({ key, writers, own }) => {
    if (own) return writers.length > 0;
    const latest = Math.max(-1, ...seen.filter((other) => writesOf(order[other]!).includes(key)));
    return writers.includes(latest);
  });
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  );
}
