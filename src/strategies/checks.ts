// What makes an object a strategy, and a decorator that checks the answers of a strategy that a user has written.

import type { StepReport } from '../engine/decision-maker';
import type { Operation, PendingOperation, Place } from '../engine/operation';
import type { IterationEnd, IterationStart, Reach, Strategy } from './strategy';

const REQUIRED = ['begin', 'pick', 'late', 'choose'] as const;
const OPTIONAL = ['ran', 'end'] as const;
const MEMORIES = ['none', 'lessons', 'all'] as const;

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}

/** What an object lacks to be a strategy, as the end of the sentence "expected it to have …"; null if nothing. */
export function flawOf(strategy: object): string | null {
  const parts = strategy as Record<string, unknown>;
  const { name, memory, footprints } = parts;
  if (typeof name !== 'string' || name === '')
    return `a name, a string that is not empty; its \`name\` is ${name === '' ? "''" : shown(name)}`;
  const missing = REQUIRED.filter((method) => typeof parts[method] !== 'function');
  if (missing.length > 0)
    return `the methods ${REQUIRED.join(', ')}; strategy '${name}' has no method ${missing.join(', ')}`;
  for (const method of OPTIONAL)
    if (parts[method] !== undefined && typeof parts[method] !== 'function')
      return `a method \`${method}\` or none; that of strategy '${name}' is ${shown(parts[method])}`;
  if (memory !== undefined && !MEMORIES.includes(memory as (typeof MEMORIES)[number]))
    return `'none', 'lessons' or 'all' as its \`memory\`; that of strategy '${name}' is ${shown(memory)}`;
  if (footprints !== undefined && typeof footprints !== 'boolean')
    return `true or false as \`footprints\`; that of strategy '${name}' is ${shown(footprints)}`;
  return null;
}

/** Passes everything on, and throws at the first answer that is none. */
class Checked implements Strategy {
  readonly ran?: (step: StepReport) => void;
  readonly end?: (end: IterationEnd) => void;

  constructor(private readonly inner: Strategy) {
    // Absent where they are absent: the engine tells of steps only who wants to know.
    if (inner.ran !== undefined) this.ran = (step) => inner.ran?.(step);
    if (inner.end !== undefined) this.end = (end) => inner.end?.(end);
  }

  get name(): string {
    return this.inner.name;
  }

  get memory(): Strategy['memory'] {
    return this.inner.memory;
  }

  get footprints(): boolean | undefined {
    return this.inner.footprints;
  }

  get reach(): Reach | undefined {
    return this.inner.reach;
  }

  begin(start: IterationStart): boolean {
    const answer: unknown = this.inner.begin(start);
    if (answer === undefined || answer === true) return true;
    if (answer === false) return false;
    throw this.wrong('begin(start)', answer, 'false if all is explored, else true or nothing');
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    const answer: unknown = this.inner.pick(enabled);
    if (answer === null || isIndex(answer, enabled.length)) return answer;
    throw this.wrong(
      `pick(enabled) for ${enabled.length} operations`,
      answer,
      `an integer from 0 to ${enabled.length - 1}, or null to give the schedule up`,
    );
  }

  late(operation: Operation): boolean | number {
    const answer: unknown = this.inner.late(operation);
    const { microtasks } = operation;
    if (typeof answer === 'boolean' || (answer !== 0 && isIndex(answer, microtasks + 1))) return answer;
    const numbers = microtasks > 0 ? `, or a number of microtasks from 1 to ${microtasks}` : '';
    throw this.wrong('late(operation)', answer, `true or false${numbers}`);
  }

  choose(n: number, place: Place): number {
    const answer: unknown = this.inner.choose(n, place);
    if (isIndex(answer, n)) return answer;
    throw this.wrong(`choose(${n}, place)`, answer, `an integer from 0 to ${n - 1}`);
  }

  private wrong(question: string, answer: unknown, expected: string): TypeError {
    return new TypeError(`Strategy '${this.name}' answered ${question} with ${shown(answer)}; expected ${expected}.`);
  }
}

function isIndex(answer: unknown, n: number): answer is number {
  return Number.isInteger(answer) && (answer as number) >= 0 && (answer as number) < n;
}

/**
 * The strategy of a user, with its answers checked.
 * @param label how messages call it
 * @throws TypeError if it lacks a part of a strategy
 */
export function checked(strategy: unknown, label: string): Strategy {
  if (typeof strategy !== 'object' || strategy === null)
    throw new TypeError(`Expected ${label} to be a strategy, an object with methods; got ${shown(strategy)}.`);
  const flaw = flawOf(strategy);
  if (flaw !== null) throw new TypeError(`Expected ${label} to have ${flaw}.`);
  return strategy instanceof Checked ? strategy : new Checked(strategy as Strategy);
}
