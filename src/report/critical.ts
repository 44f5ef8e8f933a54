// The critical pair in words: which single decision makes the difference between failing and passing.

import type { CriticalOperation, CriticalPair, Trace } from '../trace/trace';
import { atPlace, operationName, operationPlace, siteAt } from './site-lookup';

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
  const known = siteAt(trace, site);
  const place = operationPlace(operation, known);
  const isHosts = operation === 'timer' || operation === 'immediate';
  const text = isHosts && place === '' ? '' : operationName(known);
  const what = [isHosts ? `the ${operation}` : text === '' ? 'an operation' : '', text === '' ? '' : `\`${text}\``];
  return `${what.filter(Boolean).join(' ')}${task === '' ? '' : ` of task ${task}`}${atPlace(place || (isHosts ? '' : site))}`;
}

function completes({ operation }: CriticalOperation): string {
  return operation === 'timer' ? 'fires' : operation === 'immediate' ? 'runs' : 'completes';
}

function happen({ operation }: CriticalOperation): string {
  return operation === 'timer' ? 'fire' : operation === 'immediate' ? 'run' : 'complete';
}
