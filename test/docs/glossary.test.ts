// The glossary against everything that is written: its words are used, and the words that it rules out are not.

import { pages, prose, readPage, tableRows } from './markdown';
import { sourceComments, sourceTexts } from './sources';

const PAGE = 'docs/glossary.md';

interface Row {
  readonly words: readonly string[];
  readonly avoided: readonly string[];
}

interface Exception {
  readonly word: string;
  readonly where?: RegExp;
  readonly text?: RegExp;
  readonly why: string;
}

const list = (cell = ''): string[] =>
  cell
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

const rows: Row[] = tableRows(readPage(PAGE)).map(([words, , , , avoided]) => ({
  words: list(words),
  avoided: list(avoided),
}));

/** A text that is read by somebody, and where it stands. */
interface Passage {
  readonly where: string;
  readonly text: string;
}

/** Where a word that is ruled out may stand, and why. */
const EXCEPTIONS: readonly Exception[] = [
  { word: 'thread', text: /worker[ _]threads?/, why: 'the name of a module of Node' },
  { word: 'thread', where: /checkers\/(sequential|causal|history)\//, why: 'of the checkers: what a process did' },
  { word: 'thread', where: /strategies\/pct/, why: 'of the paper' },
  { word: 'thread', text: /thread[ -]pool/, why: 'of Node: the pool of libuv' },
  { word: 'fiber', where: /effect\.test/, why: 'of the tested package' },
  { word: 'scheduler', text: /(fast-check['’]s|toy) scheduler/, why: 'of another tool' },
  { word: 'scheduler', text: /Randomized Scheduler/, why: 'of a paper' },
  { word: 'scheduler', where: /timers-promises/, why: 'an API of Node' },
  { word: 'scheduler', text: /`scheduler\.wait`/, why: 'an API of Node' },
  { word: 'interleaving', where: /^test\/checkers\//, why: 'of the operations of a history' },
  { word: 'deviation', text: /standard deviation/, why: 'of statistics' },
  { word: 'deviation', where: /CHANGELOG/, why: 'a name that is gone' },
];

function passages(): Passage[] {
  const ofPages = pages()
    .filter((page) => page !== PAGE)
    .flatMap((page) =>
      prose(readPage(page))
        .split(/\n{2,}/)
        .map((text) => ({ where: page, text })),
    );
  const ofSources = [...sourceTexts().filter(({ text }) => !/^\.\.?\//.test(text)), ...sourceComments()];
  return [...ofPages, ...ofSources.map(({ file, text }) => ({ where: file, text }))];
}

const all = passages();

/** The word, in singular and plural. */
const pattern = (word: string): RegExp => new RegExp(`\\b${word.replaceAll(' ', '\\s+')}(?:e?s)?\\b`, 'i');

const covers = (one: Exception, { where, text }: Passage): boolean =>
  (one.where?.test(where) ?? true) && (one.text?.test(text) ?? true);

test('every row has a word, and no word has two rows', () => {
  const words = rows.flatMap((row) => row.words);
  expect(words.length).toBeGreaterThan(50);
  expect(rows.filter((row) => row.words.length === 0)).toEqual([]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  expect(rows.flatMap((row) => row.avoided).filter((word) => words.includes(word))).toEqual([]);
});

describe('a word of the glossary is used', () => {
  it.each(rows.flatMap((row) => row.words))('%s', (word) => {
    expect(all.some(({ text }) => pattern(word).test(text))).toBe(true);
  });
});

describe('a word that the glossary rules out is not used', () => {
  it.each(rows.flatMap((row) => row.avoided))('%s', (word) => {
    const found = all.filter(
      (passage) =>
        pattern(word).test(passage.text) && !EXCEPTIONS.some((one) => one.word === word && covers(one, passage)),
    );
    expect(found.map(({ where, text }) => `${where}: ${text.replace(/\s+/g, ' ').slice(0, 200)}`)).toEqual([]);
  });
});

test('every exception is needed', () => {
  const idle = EXCEPTIONS.filter(
    (one) => !all.some((passage) => pattern(one.word).test(passage.text) && covers(one, passage)),
  );
  expect(idle).toEqual([]);
});
