// What is known of a history of registers before any search: a violation, or look aheads.

import { valueOf } from '../causal/access';
import { orderOrPattern } from '../causal/causal-consistency';
import { OrderClocks } from '../causal/order-clocks';
import { NONE, sessionHistory } from '../causal/session-history';
import type { Model } from '../models/model';
import type { Pattern } from '../result';
import type { LookAhead } from './look-ahead';
import { NecessaryOrder } from './necessary-order';
import { OrderGate } from './order-gate';
import { RegisterDemand } from './register-demand';
import { type Registers, registersOf } from './registers';
import type { Threads } from './threads';

export interface RegisterKnowledge {
  readonly violation: Pattern | null;
  readonly lookAheads: readonly LookAhead[];
  /** Bytes of the tables. */
  readonly memory: number;
}

const NOTHING: RegisterKnowledge = { violation: null, lookAheads: [], memory: 0 };

/** @param maxMemory bytes that the tables may take; what needs more is left out */
export function registerKnowledge(threads: Threads, model: Model, maxMemory: number): RegisterKnowledge {
  const operations = [...threads.sequences.flat(), ...threads.open.map(({ operation }) => operation)];
  const registers = registersOf(model, operations);
  if (!registers) return NOTHING;
  const demand = new RegisterDemand(operations, registers);
  const { violation, lookAheads, memory } = orderKnowledge(threads, registers, maxMemory);
  return { violation, lookAheads: [demand, ...lookAheads], memory };
}

function orderKnowledge(threads: Threads, registers: Registers, maxMemory: number): RegisterKnowledge {
  const history = sessionHistory(threads, valueOf(registers.initial), registers.registerOf);
  const memory = OrderClocks.bytesFor(history);
  if (memory > maxMemory / 2) return NOTHING;
  if (history.thinAir.length === 0 && history.from.every((write) => write === NONE)) return NOTHING;
  const order = orderOrPattern(history);
  if (!('length' in order)) return { violation: order, lookAheads: [], memory: 0 };
  const { violation, clocks } = new NecessaryOrder(history, new OrderClocks(history), order);
  return { violation, lookAheads: [new OrderGate(history, clocks)], memory };
}
