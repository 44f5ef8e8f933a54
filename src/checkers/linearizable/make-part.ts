// Makes the parts of a history: splits it by the model's partition, sorts out what matters to a search, and finds the transition system.

import type { Operation } from '../history/operation';
import { statesAreItems } from '../models/fifo-queue';
import type { Model } from '../models/model';
import { InternedSystem } from '../search/interned-system';
import { partOf } from '../search/part-of';
import { valueKey } from '../values/key';
import { AppendSystem } from './append-system';
import { LogSystem } from './log-system';
import { type Observation, observationOf } from './observation';
import type { Part } from './part';
import { type Foresight, QueueOutlook } from './queue-outlook';
import type { Timeline } from './timeline';

/** The operations of one part of the object, `fail` left out, and the model of that part. */
export interface PartHistory {
  /** The partition's key; undefined if there is one part. */
  readonly key: unknown;
  readonly operations: readonly Operation[];
  readonly model: Model;
}

/** One part where some operation touches the whole object, else one for each key, in order of their first calls. */
export function partition(operations: readonly Operation[], model: Model): PartHistory[] {
  const real = operations.some(({ outcome }) => outcome === 'fail')
    ? operations.filter(({ outcome }) => outcome !== 'fail')
    : operations;
  if (model.partition === undefined) return [{ key: undefined, operations: real, model }];
  const parts = new Map<unknown, { key: unknown; operations: Operation[]; model: Model }>();
  for (const operation of real) {
    const key = partOf(model, operation);
    if (key === undefined) return [{ key: undefined, operations: real, model }];
    const name = valueKey(key);
    const part = parts.get(name);
    if (part) part.operations.push(operation);
    else parts.set(name, { key, operations: [operation], model: model.part ?? model });
  }
  if (parts.size === 0) return [{ key: undefined, operations: real, model }];
  return [...parts.values()];
}

/** States and kinds above which the numbers of a model are forgotten between checks. */
const REMEMBERED = 20_000;

/** What is known of a model's states and steps, kept from check to check: the tiny histories of an exploration meet the same ones again and again. */
const systems = new WeakMap<Model, InternedSystem>();

/**
 * @param lookAhead whether what later results rule out may be impossible at once: false to see how far the operations get
 * @throws ModelError if the model breaks the rules of the interface
 */
export function makePart({ key, operations, model }: PartHistory, lookAhead = true): Part {
  const append = model.structure === 'append-register' ? AppendSystem.of(model, operations) : null;
  if (append !== null) return new AppendPart(key, operations, model, append);
  const log = model.structure === 'log' ? LogSystem.of(model, operations, lookAhead) : null;
  if (log !== null) return new LogPart(key, operations, model, log);
  return new InternedPart(key, operations, model, systemOf(model), lookAhead);
}

abstract class NumberedPart {
  readonly operations: Operation[] = [];
  readonly kinds: number[] = [];
  readonly pure: number[] = [];
  readonly blocked: Operation[] = [];
  readonly blockedKinds: number[] = [];

  constructor(
    readonly key: unknown,
    operations: readonly Operation[],
    readonly model: Model,
    readonly system: InternedSystem | AppendSystem | LogSystem,
  ) {
    for (let index = 0; index < operations.length; index++) {
      const operation = operations[index] as Operation;
      const { outcome } = operation;
      const kind = system.kindOf(operation);
      const isPure = system.isPure(kind);
      if (outcome === 'blocked') {
        this.blocked.push(operation);
        this.blockedKinds.push(kind);
      } else if (!isPure || outcome !== 'info') {
        this.kinds.push(kind);
        this.pure.push(isPure ? 1 : 0);
        this.operations.push(operation);
      }
    }
  }
}

class InternedPart extends NumberedPart implements Part {
  declare readonly system: InternedSystem;

  constructor(
    key: unknown,
    operations: readonly Operation[],
    model: Model,
    system: InternedSystem,
    private readonly lookAhead: boolean,
  ) {
    super(key, operations, model, system);
  }

  observation(timeline: Timeline): Observation | null {
    if (statesAreItems(this.model)) return this.outlook(timeline);
    if (this.model.observes === undefined) return null;
    return observationOf(this, timeline, (kind) => this.system.observedBy(kind));
  }

  get looksAhead(): boolean {
    return this.lookAhead && statesAreItems(this.model);
  }

  foresight(timeline: Timeline): Foresight | null {
    return this.looksAhead ? this.outlook(timeline) : null;
  }

  private outlook(timeline: Timeline): QueueOutlook {
    return new QueueOutlook(this, timeline, (state) => this.system.valueOf(state) as readonly unknown[]);
  }
}

class AppendPart extends NumberedPart implements Part {
  declare readonly system: AppendSystem;
  readonly looksAhead = false;

  foresight(): null {
    return null;
  }

  observation(timeline: Timeline): Observation {
    return this.system.observation(this, timeline);
  }
}

class LogPart extends NumberedPart implements Part {
  declare readonly system: LogSystem;

  get looksAhead(): boolean {
    return this.system.lookAhead;
  }

  foresight(): null {
    return null;
  }

  observation(): null {
    return null;
  }
}

/** The model's numbers, afresh if they have become too many. */
function systemOf(model: Model): InternedSystem {
  const known = systems.get(model);
  if (known !== undefined && known.size <= REMEMBERED) return known;
  const system = new InternedSystem(model);
  systems.set(model, system);
  return system;
}

/** Forgets what is known of a model: after it was interrupted, or broke the rules. */
export function forget(model: Model): void {
  systems.delete(model);
}
