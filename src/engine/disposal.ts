// The scope of `using` and `await using` declarations: what plugin/src/using.ts makes of them calls this. DisposeResources of ECMAScript,
// cut into steps at its awaits, because only instrumented code can wait.

interface Resource {
  readonly value: unknown;
  /** Undefined for `await using x = null`, which only waits. */
  readonly method: (() => unknown) | undefined;
  readonly async: boolean;
}

class Disposables {
  /** What the next step has to wait for. */
  value: unknown = undefined;
  private readonly stack: Resource[] = [];
  private failed = false;
  private error: unknown = undefined;
  private needsAwait = false;
  private hasAwaited = false;

  /** `using x = value`. */
  use<T>(value: T): T {
    if (value === null || value === undefined) return value;
    const method = methodOf(value, Symbol.dispose);
    if (method === undefined)
      throw new TypeError(`${describe(value)} has no method Symbol.dispose, which \`using\` needs.`);
    this.stack.push({ value, method, async: false });
    return value;
  }

  /** `await using x = value`. */
  useAsync<T>(value: T): T {
    let method: Resource['method'];
    if (value !== null && value !== undefined) {
      method = methodOf(value, Symbol.asyncDispose);
      const synchronous = method === undefined ? methodOf(value, Symbol.dispose) : undefined;
      if (synchronous !== undefined) method = asynchronous(synchronous);
      if (method === undefined)
        throw new TypeError(
          `${describe(value)} has neither a method Symbol.asyncDispose nor Symbol.dispose, one of which \`await using\` needs.`,
        );
    }
    this.stack.push({ value, method, async: true });
    return value;
  }

  /** The body, or a step of the disposal, threw. */
  fail(error: unknown): void {
    this.error = this.failed ? suppressed(error, this.error) : error;
    this.failed = true;
  }

  /** Disposes until something has to be waited for: then true, and `value` is to be awaited. */
  pending(): boolean {
    this.value = undefined;
    for (let resource = this.stack.at(-1); resource !== undefined; resource = this.stack.at(-1)) {
      if (!resource.async && this.mustWait()) return true;
      this.stack.pop();
      if (resource.method === undefined) this.needsAwait = true;
      else if (this.dispose(resource) && resource.async) {
        this.hasAwaited = true;
        return true;
      }
    }
    return this.mustWait();
  }

  /** Throws what the body or the disposal has thrown. */
  end(): void {
    if (this.failed) throw this.error;
  }

  /** The end of a scope that never waits. */
  disposeAll(): void {
    this.pending();
    this.end();
  }

  private mustWait(): boolean {
    const must = this.needsAwait && !this.hasAwaited;
    this.needsAwait = false;
    return must;
  }

  private dispose({ method, value }: Resource): boolean {
    try {
      this.value = method?.call(value);
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }
}

export type { Disposables };

/** `$.disposables`. */
export function disposables(): Disposables {
  return new Disposables();
}

function methodOf(value: unknown, name: symbol): (() => unknown) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null)
    throw new TypeError(`${describe(value)} cannot be disposed of: \`using\` needs an object, null or undefined.`);
  const method = (value as Record<symbol, unknown>)[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== 'function') throw new TypeError(`${String(name)} of ${describe(value)} is no function.`);
  return method as () => unknown;
}

/** A synchronous method in the place of an asynchronous one: its result is not waited for, its error rejects. */
function asynchronous(method: () => unknown): () => unknown {
  return function (this: unknown) {
    try {
      method.call(this);
      return undefined;
    } catch (error) {
      return { then: (_: unknown, reject: (reason: unknown) => void) => reject(error) };
    }
  };
}

function describe(value: unknown): string {
  return typeof value === 'object' ? 'The object' : `${String(value)} (${typeof value})`;
}

/** SuppressedError, which Node 20 and 22 do not have. */
function suppressed(error: unknown, previous: unknown): Error {
  const Native = (globalThis as { SuppressedError?: new (error: unknown, suppressed: unknown) => Error })
    .SuppressedError;
  if (Native !== undefined) return new Native(error, previous);
  const made = new Error('An error was suppressed during disposal.');
  made.name = 'SuppressedError';
  return Object.assign(made, { error, suppressed: previous });
}
