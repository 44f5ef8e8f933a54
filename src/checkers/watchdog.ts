// Ends a synchronous call that takes too long, even inside a loop that never ends.

import { type Context, createContext, Script } from 'node:vm';

/** Whether the call ended by itself. */
export type Watched<Result> = { readonly ended: true; readonly result: Result } | { readonly ended: false };

const script = new Script('call()');
let context: (Context & { call?: () => unknown }) | undefined;

/**
 * Node interrupts everything that runs below a script with a timeout, functions of other realms included.
 * @param timeout real milliseconds; Infinity: none, at no cost
 */
export function watched<Result>(timeout: number, call: () => Result): Watched<Result> {
  if (timeout === Number.POSITIVE_INFINITY) return { ended: true, result: call() };
  context ??= createContext({});
  const outer = context.call;
  context.call = call;
  try {
    const result = script.runInContext(context, { timeout: Math.max(1, Math.ceil(timeout)) }) as Result;
    return { ended: true, result };
  } catch (error) {
    if ((error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { ended: false };
    throw error;
  } finally {
    context.call = outer as () => unknown;
  }
}
