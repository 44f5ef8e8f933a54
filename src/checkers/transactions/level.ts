// Isolation levels and which of them include which. The lattice of Adya (Weak Consistency, MIT 1999), Bailis et al. (Highly Available Transactions,
// VLDB'14), Cerone, Bernardi & Gotsman (CONCUR'15) and Biswas & Enea (OOPSLA'19), for histories without predicates.

/** Each level with the levels that it includes directly. `strong-session-`: with the order of each process; `strong-`, `strict-`: with real time. */
const INCLUDES = {
  'read-uncommitted': [],
  'read-committed': ['read-uncommitted'],
  'monotonic-atomic-view': ['read-committed'],
  'read-atomic': ['monotonic-atomic-view'],
  'repeatable-read': ['read-atomic'],
  'parallel-snapshot-isolation': ['read-atomic'],
  'snapshot-isolation': ['parallel-snapshot-isolation'],
  serializable: ['snapshot-isolation', 'repeatable-read'],
  'strong-session-read-committed': ['read-committed'],
  'strong-session-monotonic-atomic-view': ['monotonic-atomic-view', 'strong-session-read-committed'],
  'strong-session-read-atomic': ['read-atomic', 'strong-session-monotonic-atomic-view'],
  causal: ['strong-session-read-atomic'],
  'strong-session-parallel-snapshot-isolation': ['parallel-snapshot-isolation', 'causal'],
  'strong-session-snapshot-isolation': ['snapshot-isolation', 'strong-session-parallel-snapshot-isolation'],
  'strong-session-serializable': ['serializable', 'strong-session-snapshot-isolation'],
  'strong-read-committed': ['strong-session-read-committed'],
  'strong-snapshot-isolation': ['strong-session-snapshot-isolation', 'strong-read-committed'],
  'strict-serializable': ['strong-session-serializable', 'strong-snapshot-isolation'],
} as const satisfies Record<string, readonly string[]>;

/**
 * - `read-uncommitted`, `read-committed`, `repeatable-read`, `serializable`: Adya's PL-1, PL-2, PL-2.99, PL-3;
 * - `monotonic-atomic-view`: once a transaction has observed another, it observes all of it from then on;
 * - `read-atomic`: it observes all of another transaction or nothing;
 * - `causal`: it observes all that is before it in the order of processes and observations;
 * - `parallel-snapshot-isolation`: Adya's PL-2+; no lost updates;
 * - `snapshot-isolation`: Adya's without start times (Cerone & Gotsman's);
 * - `strong-session-…`: in an order that agrees with each process. `strong-session-serializable` is sequential consistency of transactions; Biswas & Enea's
 *   read committed and read atomic are `strong-session-monotonic-atomic-view` and `strong-session-read-atomic`;
 * - `strong-…`, `strict-serializable`: in an order that agrees with real time.
 */
export type IsolationLevel = keyof typeof INCLUDES;

/** All levels, each behind those that it includes. */
export const ISOLATION_LEVELS = Object.keys(INCLUDES) as readonly IsolationLevel[];

const closure = new Map<IsolationLevel, ReadonlySet<IsolationLevel>>();
for (const level of ISOLATION_LEVELS) {
  closure.set(level, new Set([level, ...INCLUDES[level].flatMap((included) => [...includedLevels(included)])]));
}

/** The level itself and all that it includes. */
export function includedLevels(level: IsolationLevel): ReadonlySet<IsolationLevel> {
  return closure.get(level) ?? new Set();
}

/** The given levels and all that include one of them: what is violated if the given ones are. */
export function levelsViolatedWith(levels: Iterable<IsolationLevel>): readonly IsolationLevel[] {
  const given = [...levels];
  return ISOLATION_LEVELS.filter((level) => given.some((violated) => includedLevels(level).has(violated)));
}

/** Those that include no other of the given levels. */
export function weakestOf(levels: readonly IsolationLevel[]): readonly IsolationLevel[] {
  return levels.filter((level) => !levels.some((other) => other !== level && includedLevels(level).has(other)));
}

/** Those that no other of the given levels includes. */
export function strongestOf(levels: readonly IsolationLevel[]): readonly IsolationLevel[] {
  return levels.filter((level) => !levels.some((other) => other !== level && includedLevels(other).has(level)));
}

/** @throws RangeError naming the levels there are */
export function resolveLevel(level: unknown): IsolationLevel {
  if (typeof level === 'string' && Object.hasOwn(INCLUDES, level)) return level as IsolationLevel;
  throw new RangeError(`Expected an isolation level (${ISOLATION_LEVELS.join(', ')}), got ${String(level)}`);
}
