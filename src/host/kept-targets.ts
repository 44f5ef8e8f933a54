// What an iteration has put into a WeakRef or FinalizationRegistry. It is kept until the iteration ends: when the collector runs is no matter of
// the schedule, and must not decide what a body does.

export class KeptTargets {
  private readonly targets = new Set<unknown>();
  /** Tokens of registrations, by registry. */
  private tokens = new Map<unknown, Set<unknown>>();

  keep(target: unknown): void {
    this.targets.add(target);
  }

  /** A target is registered; `token` is undefined if it has none. */
  register(registry: unknown, target: unknown, token: unknown): void {
    this.targets.add(target);
    if (token === undefined) return;
    const known = this.tokens.get(registry);
    if (known === undefined) this.tokens.set(registry, new Set([token]));
    else known.add(token);
  }

  /** Whether there was a registration with that token. */
  unregister(registry: unknown, token: unknown): boolean {
    return this.tokens.get(registry)?.delete(token) ?? false;
  }

  clear(): void {
    if (this.targets.size !== 0) this.targets.clear();
    if (this.tokens.size !== 0) this.tokens.clear();
  }
}
