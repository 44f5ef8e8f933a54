// The critical pair in words: which single decision makes the difference between failing and passing.

import type { CriticalOperation, CriticalPair, Trace } from '../trace/trace';
import { atPlace, operationName, siteAt } from './site-lookup';

type Sites = Pick<Trace, 'sites'>;

export function criticalSentence(pair: CriticalPair, trace: Sites): string {
  const { kind, decided, failing, passing } = pair;
  const isRemoval = kind === 'removal';
  if (decided === 'late') {
    return isRemoval
      ? `the failure needs ${name(passing, trace)} to complete late; if it completes at once, the test passes.`
      : `the undisturbed schedule fails; if ${name(failing, trace)} completes late, the test passes.`;
  }
  if (decided === 'choose') {
    return isRemoval
      ? `the failure needs the value drawn by ${name(failing, trace)}; with a smaller one the test passes.`
      : `the undisturbed schedule fails; with another value drawn by ${name(failing, trace)} the test passes.`;
  }
  const [first, second] = isRemoval ? [failing, passing] : [passing, failing];
  if (first.site === second.site && first.task === second.task) {
    return `the failure hangs on when ${name(first, trace)} ${completes(first)}.`;
  }
  const order = `${name(second, trace)} ${completes(second)}`;
  return isRemoval
    ? `the failure needs ${name(first, trace)} to ${happen(first)} before ${order}; the other way round the test passes.`
    : `the undisturbed schedule fails; if ${name(first, trace)} ${completes(first)} before ${order}, the test passes.`;
}

function name({ task, site, operation }: CriticalOperation, trace: Sites): string {
  const text = operationName(siteAt(trace, site));
  const isTimer = operation === 'timer';
  const what =
    text === '' ? `${isTimer ? 'the timer' : `an operation${operation ? ` (${operation})` : ''}`}` : `\`${text}\``;
  return `${isTimer && text !== '' ? 'the timer ' : ''}${what}${task === '' ? '' : ` of task ${task}`}${atPlace(site)}`;
}

function completes({ operation }: CriticalOperation): string {
  return operation === 'timer' ? 'fires' : operation === 'immediate' ? 'runs' : 'completes';
}

function happen({ operation }: CriticalOperation): string {
  return operation === 'timer' ? 'fire' : operation === 'immediate' ? 'run' : 'complete';
}
