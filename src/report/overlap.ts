// Which overlap of tasks a failure needs, in words. Each sentence says what was run.

import type { Overlap } from '../trace/explain';

export function overlapSentence(overlap: Overlap): string {
  switch (overlap.kind) {
    case 'one-after-another':
      return 'the failure needs tasks that overlap; if they go on one after another, the test passes.';
    case 'held-back': {
      const { task, name } = overlap;
      const who = name === '' || name === '<anonymous>' ? `task ${task}` : `\`${name}\` (task ${task})`;
      return `if ${who} is held back until nothing else can run, the test passes.`;
    }
    case 'none':
      return 'the order of completions does not matter: one task after another fails, too, and so does each task held back.';
  }
}
