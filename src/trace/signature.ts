// The signature of a failure: what must stay the same for two failures to count as the same bug. Values that vary from schedule
// to schedule (numbers, quoted text, paths) are masked; what names the bug (kind, class, wording, place) is kept.

import { stripVTControlCharacters } from 'node:util';
import type { TraceFailure } from './trace';

/** What a signature is made of; every `TraceFailure` has it. */
export type SignatureInput = Pick<TraceFailure, 'kind' | 'name' | 'message' | 'site'> & {
  readonly waiting: readonly { readonly site: string }[];
  /** The user's frames. The first one names the place more exactly than `site` does: signatures with and without it differ. */
  readonly stack?: string;
};

const LONGEST_SHAPE = 200;
/** Only so much of a message is read, because masking takes time quadratic in the length of its words. */
const LONGEST_MESSAGE = 1000;

/**
 * The wording of a message without its values: the first paragraph, with numbers, quoted text, hexadecimal digits, `undefined` and
 * its kin replaced by `_`, and paths by `<path>`.
 */
export function messageShape(message: string): string {
  const paragraph =
    stripVTControlCharacters(message)
      .trim()
      .split(/\n\s*\n/, 1)[0] ?? '';
  return paragraph
    .slice(0, LONGEST_MESSAGE)
    .replace(/(?<!\w)'[^'\n]*'(?!\w)|"(?:[^"\\\n]|\\.)*"|`[^`\n]*`/g, '_')
    .replace(
      /(?:file:\/\/|\b[A-Za-z]:[\\/]|(?<![\w.])\.{0,2}[\\/])[\w@.+~-]+(?:[\\/][\w@.+~-]+)*(?::\d+){0,2}/g,
      '<path>',
    )
    .replace(/(?:[\w@.+~-]+[\\/])+[\w@+~-]+(?:\.[A-Za-z]\w{0,4})+(?::\d+){0,2}/g, '<path>')
    .replace(/\b0x[\da-f]+\b|\b(?=[\da-f-]*\d)[\da-f]{8,}(?:-[\da-f]{4,})*\b/gi, '_')
    .replace(/(?<![\w)-])-?\d+(?:[.,:]\d+)*(?:e[-+]?\d+)?n?|\d+/gi, '_')
    .replace(/\b(?:undefined|null|true|false|NaN|Infinity)\b/g, '_')
    .replace(/_(?:\s*,\s*_)+/g, '_')
    .replace(/\s+/g, ' ')
    .slice(0, LONGEST_SHAPE);
}

/** The signature of a failure, as a line that a person can read. Two failures are the same bug when it is equal. */
export function signature(failure: SignatureInput): string {
  switch (failure.kind) {
    case 'deadlock':
    case 'potential-deadlock':
      return [failure.kind, 'waiting at', [...new Set(failure.waiting.map((one) => one.site))].sort().join(', ')].join(
        ' | ',
      );
    case 'step-bound':
      return failure.kind;
    case 'endless-loop':
      return [failure.kind, failure.site].join(' | ');
    default:
      return [failure.kind, failure.name, messageShape(failure.message), place(failure)].join(' | ');
  }
}

/**
 * How alike two signatures are: `same`; `moved` if they differ only in line and column numbers, as after an edit of the source;
 * `different` otherwise.
 */
export function compareSignatures(one: string, other: string): 'same' | 'moved' | 'different' {
  if (one === other) return 'same';
  return withoutPositions(one) === withoutPositions(other) ? 'moved' : 'different';
}

function place(failure: SignatureInput): string {
  const frame = /\(?([^\s()]+:\d+:\d+)\)?\s*$/m.exec(failure.stack ?? '');
  return frame?.[1] ?? failure.site;
}

function withoutPositions(text: string): string {
  return text.replace(/:\d+:\d+/g, '');
}
