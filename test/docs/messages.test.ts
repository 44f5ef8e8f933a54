// The page on troubleshooting quotes every message, and quotes it as it is.

import { blocks, codeSpans, readPage, tableBelow } from './markdown';
import { sourceTexts, textsOf } from './sources';

const quoted = blocks(readPage('docs/troubleshooting.md'))
  .filter((block) => block.marks.includes('message'))
  .map((block) => block.content.replace(/\s+/g, ' ').trim());

/** Errors of JavaScript and Node themselves, which the controlled Promise and the like throw as they must. */
const PRESCRIBED = [
  'src/engine/promise.ts',
  'src/engine/promise-capability.ts',
  'src/engine/promise-prototype.ts',
  'src/engine/promise-statics.ts',
  'src/engine/async-iteration.ts',
  'src/engine/delegation.ts',
  'src/engine/disposal.ts',
  'src/engine/super-method.ts',
  'src/engine/deep/array-forms.ts',
  'src/engine/deep/classes.ts',
  'src/engine/deep/enter.ts',
  'src/engine/deep/generators.ts',
  'src/engine/deep/iteration-forms.ts',
  'src/host/bindings.ts',
  'src/host/locks/lock-manager.ts',
  'src/host/messages/foreign-values.ts',
  'src/host/timers-promises.ts',
  'src/host/workers/worker.ts',
  'src/host/workers/worker-errors.ts',
  'plugin/src/for-await.ts',
];

/** Errors that no user can cause, or not by what these pages show. */
const INTERNAL = [
  'catchFailure expects',
  'has nothing left to explore, so no schedule',
  'Shrinking has no failing schedule yet',
  'Only a trace with a failure can be shrunk',
  'was not found above its own files',
  'no package.json was found above',
  'called before Jest has begun',
  'The "callback" argument must be',
  'The test environment has been torn down',
  "Cannot find module '",
];

/** What stands between ellipses, without the punctuation next to them, as far as it is long enough to be recognised. */
function parts(message: string): string[] {
  return message
    .replace(/\s+/g, ' ')
    .split('…')
    .map((part) => part.replace(/^[^\p{L}]+|[^\p{L}.!?]+$/gu, '').replace(/[.!?]+$/, ''))
    .filter((part) => part.length >= 7)
    .sort((one, other) => other.length - one.length);
}

const texts = sourceTexts();

describe('a message quoted in docs/troubleshooting.md is in the sources', () => {
  const all = texts.map(({ text }) => text.replace(/\s+/g, ' ')).join('\n');

  it.each(quoted)('%s', (message) => {
    expect(parts(message).length).toBeGreaterThan(0);
    expect(parts(message).filter((part) => !all.includes(part))).toEqual([]);
  });
});

describe('the words that docs/reports.md explains are words of reports', () => {
  const page = readPage('docs/reports.md');
  const all = texts.map(({ text }) => text).join('\n');
  const section = (heading: string) => page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const phrases = [
    ...codeSpans(section('The schedule')).filter((span) => / /.test(span) && !/lockstep/.test(span)),
    ...tableBelow(page, 'Reasons').flatMap(([reason = '']) => codeSpans(reason)),
    ...tableBelow(page, 'Races').map(([kind = '']) => kind.replaceAll(' ', '-')),
  ];

  it.each(phrases)('%s', (phrase) => {
    const words = phrase.replace(/^<-- /, '').split('…');
    expect(words.filter((part) => !all.includes(part.trim()))).toEqual([]);
  });
});

test('every message that is thrown is in docs/troubleshooting.md', () => {
  const missing = texts
    .filter(({ file, thrown }) => thrown && !PRESCRIBED.includes(file))
    .filter(({ text }) => !INTERNAL.some((words) => text.includes(words)))
    .filter(({ text }) => {
      const [telling] = parts(text);
      return telling?.includes(' ') && !quoted.some((message) => message.includes(telling));
    });
  expect(missing.map(({ file, text }) => `${file}: ${text}`)).toEqual([]);
});

test('texts are found in literals, sums and templates, and known as thrown', () => {
  const source = `f("one " + two + \` three \${h("four")}\`); throw new TypeError(a ? "five" : \`six \${g("seven")}\`);`;
  expect(textsOf(source, 'x.ts')).toEqual([
    { file: 'x.ts', text: 'one … three …', thrown: false },
    { file: 'x.ts', text: 'four', thrown: false },
    { file: 'x.ts', text: 'five', thrown: true },
    { file: 'x.ts', text: 'six …', thrown: true },
    { file: 'x.ts', text: 'seven', thrown: false },
  ]);
});
