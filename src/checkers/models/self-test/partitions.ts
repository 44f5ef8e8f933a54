// Operations on different parts must commute and never see each other, and the parts together must be the whole.

import type { Random } from '../../generators/random';
import type { Operation } from '../../history/operation';
import { describeOperation } from '../../values/describe-operation';
import { valueKey } from '../../values/key';
import { Probe, sameAnswer } from './probe';
import type { ProblemList } from './problem';
import type { Collection } from './walk';

interface Placed {
  readonly operation: Operation;
  readonly part: unknown;
}

const PAIRS = 1000;
const SEQUENCES = 60;
const SEQUENCE_LENGTH = 20;

export function checkPartitions(probe: Probe, collection: Collection, found: ProblemList, random: Random): void {
  const { model } = probe;
  if (model.partition === undefined) return;
  const placed = collection.operations.flatMap((operation): Placed[] => {
    const part = probe.about('partition', operation, () => valueKey(model.partition?.(operation)));
    return part === undefined || part.value === undefined ? [] : [{ operation, part: part.value }];
  });
  if (placed.length === 0 || found.problems.length > 0) return;
  for (let pair = 0; pair < PAIRS; pair++) {
    const state = random.pick(collection.states);
    checkPair(probe, state, random.pick(placed), random.pick(placed), found);
  }
  const part = new Probe(model.part ?? model, found);
  for (let sequence = 0; sequence < SEQUENCES; sequence++) checkSequence(probe, part, placed, found, random);
}

function checkPair(probe: Probe, state: number, one: Placed, other: Placed, found: ProblemList): void {
  if (Object.is(one.part, other.part)) return;
  const first = probe.stepAll([state], one.operation);
  const second = probe.stepAll([state], other.operation);
  const described = probe.describe(state);
  const pair = `${describeOperation(one.operation)} and ${describeOperation(other.operation)} are of different parts`;
  for (const next of first) {
    if ((probe.stepAll([next], other.operation).length === 0) === (second.length === 0)) continue;
    found.add(
      'partition',
      `${pair}, but in state ${described} the first decides whether the second is legal`,
      one.operation,
      described,
    );
  }
  const thereAndBack = [probe.stepAll(first, other.operation), probe.stepAll(second, one.operation)] as const;
  if (!sameAnswer(...thereAndBack)) {
    found.add('partition', `${pair}, but in state ${described} they do not commute`, one.operation, described);
  }
}

/** The same operations on the whole and on the parts: what is legal on one must be legal on the other. */
function checkSequence(whole: Probe, part: Probe, placed: readonly Placed[], found: ProblemList, random: Random): void {
  let together: readonly number[] = [whole.start()];
  const alone = new Map<unknown, readonly number[]>();
  for (let length = 0; length < SEQUENCE_LENGTH; length++) {
    const { operation, part: key } = random.pick(placed);
    const nextTogether = whole.stepAll(together, operation);
    const nextAlone = part.stepAll(alone.get(key) ?? [part.start()], operation);
    if ((nextTogether.length === 0) !== (nextAlone.length === 0)) {
      const where = nextAlone.length === 0 ? 'whole, but not on its part' : 'part, but not on the whole';
      const described = whole.describe(together[0] as number);
      const text = `${describeOperation(operation)} in state ${described}: legal on the ${where}, after the same operations`;
      found.add('partition', text, operation, described);
      return;
    }
    if (nextTogether.length === 0) continue;
    together = nextTogether;
    alone.set(key, nextAlone);
  }
}
