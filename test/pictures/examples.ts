// A picture that is no history: two tasks of a schedule, one woken by the other.

import type { Bar, Picture } from '../../src/pictures';

const bar = (
  number: number,
  lane: string,
  start: number,
  end: number,
  label: string,
  more: Partial<Bar> = {},
): Bar => ({
  lane,
  start,
  end,
  label,
  state: 'ran',
  number,
  group: null,
  step: { number, link: `#step-${number}` },
  values: ['src/account.ts:4'],
  ...more,
});

export const SCHEDULE: Picture = {
  title: 'transfers do not lose money',
  verdict: { text: 'failed', tone: 'bad' },
  about: '5 steps',
  reason: 'expected 100, got 90',
  leftOut: '5 of 9 events.',
  words: {
    bar: 'event',
    bars: 'events',
    lane: 'task',
    lanes: 'tasks',
    group: 'file',
    groups: 'files',
    start: 'from',
    end: 'to',
    path: 'schedule',
    place: 'place in schedule',
    focus: 'failure',
    example: 'balance task:0.1',
  },
  states: [
    { name: 'ran', word: 'ran', sentence: 'it ran', colour: 'green' },
    { name: 'waited', word: 'waited', sentence: 'it waited', colour: 'grey', dashed: true },
    { name: 'failed', word: 'failed', sentence: 'the run failed here', colour: 'pink' },
  ],
  fields: [{ name: 'place', match: 'part' }],
  lanes: [],
  bars: [
    bar(0, '0', 0, 1, 'begins'),
    bar(1, '0.1', 1, 2, 'reads balance'),
    bar(2, '0.2', 2, 3, 'reads balance', { group: 'src/other.ts' }),
    bar(3, '0.1', 3, 4, 'writes balance', { group: 'src/account.ts', values: ['src/account.ts:9'] }),
    bar(4, '0', 4, Number.POSITIVE_INFINITY, 'fails', { state: 'failed', step: null }),
  ],
  arrows: [
    { from: 0, to: 1 },
    { from: 0, to: 2 },
    { from: 3, to: 4 },
  ],
  marks: [{ owner: 'race', label: 'balance', value: '', start: 2, end: 3 }],
  path: [0, 1, 2, 3, 4].map((at) => ({ bar: at, place: at + 1 })),
  focus: 4,
  outlined: [3, 4],
  sections: [
    { kind: 'text', heading: 'Race', text: 'lost update of `balance`' },
    { kind: 'bars', heading: 'What raced', fact: 'race', bars: [{ bar: 3, text: 'overwrote what 0.2 had read' }] },
  ],
  group: null,
  text: 'as text',
};
