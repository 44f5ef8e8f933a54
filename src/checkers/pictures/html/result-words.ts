// What the page says of a result: its head, and the lists beside the timeline.

import type { Picture, Section } from '../../../pictures';
import type { Operation } from '../../history/operation';
import type { CheckResult, Verdict } from '../../result';
import { describeValue } from '../../values/describe';
import { count } from '../excerpt';
import type { Focus } from '../focus';

export type ResultWords = Pick<Picture, 'title' | 'verdict' | 'about' | 'reason' | 'text'>;

const TONES = { ok: 'good', violation: 'bad', unknown: 'open' } as const satisfies Record<Verdict, string>;

/**
 * @param total operations of the history, those included that are left out
 * @param report the result as text
 */
export function resultWords(
  title: string | undefined,
  result: CheckResult | undefined,
  total: number,
  report: string,
): ResultWords {
  const size = `${count(total)} operation${total === 1 ? '' : 's'}`;
  if (!result) return { title: title ?? 'History', verdict: null, about: size, reason: '', text: report };
  const { criterion, model, partition, statistics, verdict, reason } = result;
  const part = partition === undefined ? '' : `part ${describeValue(partition, 60)}`;
  const cost = `${statistics.method}, ${count(statistics.configurations)} configurations`;
  return {
    title: title ?? (model === '' ? criterion : `${criterion}: ${model}`),
    verdict: { text: verdict, tone: TONES[verdict] },
    about: [part, size, cost].filter((words) => words !== '').join(' · '),
    reason,
    text: report,
  };
}

/** @param position of an operation in the picture; -1 if it is left out */
export function sectionsOf(
  result: CheckResult | undefined,
  focus: Focus,
  position: (operation: Operation) => number,
): Section[] {
  const sections: Section[] = [];
  const list = (heading: string, fact: string, bars: { operation: Operation; text: string }[]) => {
    const shown = bars.map(({ operation, text }) => ({ bar: position(operation), text })).filter(({ bar }) => bar >= 0);
    if (shown.length > 0) sections.push({ kind: 'bars', heading, fact, bars: shown });
  };
  const { pattern = null, stuck = null, reason = '', verdict } = result ?? {};
  if (pattern !== null) {
    sections.push({ kind: 'text', heading: pattern.name, text: pattern.text === reason ? '' : pattern.text });
  }
  if (focus.isContradiction) {
    const named = focus.named.map((operation) => ({ operation, text: '' }));
    list('Operations that contradict each other', '', named);
  }
  if (stuck !== null && verdict !== 'ok') {
    sections.push({ kind: 'text', heading: 'State after the longest legal order', text: stuck.state, code: true });
  }
  const candidates = (stuck?.candidates ?? []).map(({ operation, reason: text }) => ({ operation, text }));
  list('What could be next, and why it cannot be', 'not next', candidates);
  return sections;
}
