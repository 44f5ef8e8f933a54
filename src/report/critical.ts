// The critical pair in words: which single decision makes the difference between failing and passing.

import type { CriticalOperation, CriticalPair, Trace } from '../trace/trace';
import { atPlace, operationName, siteAt } from './site-lookup';

export function criticalSentence(pair: CriticalPair, trace: Pick<Trace, 'sites'>): string {
  const failing = operation(pair.failing, trace);
  const passing = operation(pair.passing, trace);
  if (pair.decided === 'late') {
    return pair.kind === 'removal'
      ? `The failure needs ${passing} to complete late; if it completes at once, the test passes.`
      : `The undisturbed schedule fails; if ${failing} completes late, the test passes.`;
  }
  if (pair.decided === 'choose') {
    return pair.kind === 'removal'
      ? `The failure needs the value drawn by ${failing}; with the one before it, the test passes.`
      : `The undisturbed schedule fails; with another value drawn by ${failing}, the test passes.`;
  }
  return pair.kind === 'removal'
    ? `The failure needs ${failing} to run where ${passing} would have run; otherwise the test passes.`
    : `The undisturbed schedule fails; if ${passing} runs where ${failing} did, the test passes.`;
}

function operation({ task, site, operation: kind }: CriticalOperation, trace: Pick<Trace, 'sites'>): string {
  const name = operationName(siteAt(trace, site));
  const what = name === '' ? kind || 'an operation' : `\`${name}\``;
  return `${kind === 'timer' ? 'the timer ' : ''}${kind === 'timer' && name === '' ? '' : what}${task === '' ? '' : ` of task ${task}`}${atPlace(site)}`.replace(
    '  ',
    ' ',
  );
}
