// PersistentTerm: values that the whole program reads often and puts rarely, as Erlang's `persistent_term` has them. What an iteration puts or
// erases is forgotten when it ends: each one begins with what was there before.

import { identityOf, partOf } from './key';
import { type Promised, promised } from './promised';
import { running, touch } from './running';
import { SharedError, shown } from './shared-error';

export interface PersistentTermInfo {
  /** Number of terms. */
  readonly count: number;
}

const ERASED = Symbol('erased');
const OPERATIONS = ['get', 'put', 'erase', 'info'] as const;

class PersistentTerms {
  readonly #terms = new Map<unknown, unknown>();
  /** What the iteration with this number has put in or erased. */
  #changes = new Map<unknown, unknown>();
  #iteration = -1;
  #async: Promised<PersistentTerms, (typeof OPERATIONS)[number]> | null = null;

  /** The operations as promises: each happens at once or late, by choice, as those of a store outside. */
  get async(): Promised<PersistentTerms, (typeof OPERATIONS)[number]> {
    return (this.#async ??= promised(this as PersistentTerms, 'PersistentTerm', OPERATIONS));
  }

  /**
   * The value of a term.
   * @param key any value; lists are keys by their elements
   * @param otherwise the answer if there is no such term
   * @throws SharedError (`NO_TERM`) if there is none, and no `otherwise`
   */
  get<Value = unknown>(key: unknown, ...otherwise: [Value?]): Value {
    const value = this.#find(key);
    touch(this, partOf(key), false, value === ERASED ? undefined : value, 'PersistentTerm.get');
    if (value !== ERASED) return value as Value;
    if (otherwise.length > 0) return otherwise[0] as Value;
    throw new SharedError(
      `PersistentTerm: there is no term ${shown(key)}. Put it first, or give \`get\` a second argument.`,
      'NO_TERM',
    );
  }

  put(key: unknown, value: unknown): void {
    this.#current().set(identityOf(key), value);
    touch(this, partOf(key), true, value, 'PersistentTerm.put');
  }

  /** Removes a term; returns whether there was one. */
  erase(key: unknown): boolean {
    const isThere = this.#find(key) !== ERASED;
    if (running() !== null) this.#current().set(identityOf(key), ERASED);
    else this.#terms.delete(identityOf(key));
    touch(this, partOf(key), true, undefined, 'PersistentTerm.erase');
    return isThere;
  }

  info(): PersistentTermInfo {
    const changes = running() === null ? new Map<unknown, unknown>() : this.#current();
    const all = new Map([...this.#terms, ...changes]);
    const count = [...all.values()].filter((value) => value !== ERASED).length;
    touch(this, undefined, false, count, 'PersistentTerm.info');
    return { count };
  }

  #find(key: unknown): unknown {
    const identity = identityOf(key);
    const current = this.#current();
    if (current.has(identity)) return current.get(identity);
    return this.#terms.has(identity) ? this.#terms.get(identity) : ERASED;
  }

  /** Where terms are put now. */
  #current(): Map<unknown, unknown> {
    const iteration = running()?.iteration() ?? -1;
    if (iteration === -1) return this.#terms;
    if (iteration !== this.#iteration) {
      this.#iteration = iteration;
      this.#changes = new Map();
    }
    return this.#changes;
  }
}

/** The terms of the program. */
export const PersistentTerm = new PersistentTerms();
