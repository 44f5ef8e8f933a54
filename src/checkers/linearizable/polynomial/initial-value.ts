// What a register's model tells about values that nobody wrote: found out by asking `step`, so that user models are not taken for what they are not.

import type { Operation } from '../../history/operation';
import { Illegal, type Model, OneOf } from '../../models/model';

/** A read of nothing may be one of the initial value, of anything (its result was not kept), or impossible. */
export type EmptyRead = 'initial' | 'unconstrained' | 'impossible' | 'unclear';

/** The state after the operation; undefined if it cannot happen or may lead to several. */
export function stateAfter(
  model: Model,
  state: unknown,
  operation: Operation,
): { readonly state: unknown } | undefined {
  const result = model.step(state, operation);
  if (result instanceof Illegal) return undefined;
  if (result instanceof OneOf) return result.states.length === 1 ? { state: result.states[0] } : undefined;
  return { state: result };
}

/** Whether the model's initial state is the value that a read returns then. Other models keep more than the value, or something else. */
export function stateIsValue(model: Model, read: Operation): boolean {
  const output = model.init();
  if (output === undefined || output === null) return true;
  return stateAfter(model, output, { ...read, outcome: 'ok', output }) !== undefined;
}

/** Tells what reads mean that return nothing: asks the model once for each way to say it. */
export class EmptyReads {
  private readonly meanings = new Map<unknown, EmptyRead>();

  /** @param write any write that leaves something else behind than the initial value; undefined if there is none */
  constructor(
    private readonly model: Model,
    private readonly write: Operation | undefined,
  ) {}

  meaningOf(read: Operation): EmptyRead {
    const spelling = read.outcome === 'mismatch' ? 'mismatch' : read.output;
    const known = this.meanings.get(spelling);
    if (known !== undefined) return known;
    const meaning = this.ask(read);
    this.meanings.set(spelling, meaning);
    return meaning;
  }

  private ask(read: Operation): EmptyRead {
    const { model, write } = this;
    const initial = model.init();
    const legalAtFirst = stateAfter(model, initial, read) !== undefined;
    if (write === undefined) return legalAtFirst ? 'initial' : 'impossible';
    const written = stateAfter(model, initial, { ...write, outcome: 'ok', output: undefined });
    if (written === undefined) return 'unclear';
    const legalLater = stateAfter(model, written.state, read) !== undefined;
    if (legalLater) return legalAtFirst ? 'unconstrained' : 'unclear';
    return legalAtFirst ? 'initial' : 'impossible';
  }
}
