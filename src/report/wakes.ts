// Why tasks wait for ever, in words.

import type { Wake } from '../trace/explain';

const LABELS: Readonly<Record<Wake['kind'], string>> = {
  'lost-wake-up': 'Lost wake-up',
  missing: 'Never woken',
  itself: 'Waits for itself',
  cycle: 'Cycle',
};

export function wakeSentence({ kind, sentence }: Wake): string {
  return `${LABELS[kind]}: ${sentence}`;
}
