// What can be drawn: bars on lanes along an axis of time, and what is said about them. A history becomes one (a bar for each operation, a lane for each process),
// and so can whatever else has beginnings and ends, such as the steps of a schedule on a lane for each task.

/** A position in `Picture.bars`. */
export type BarNumber = number;

export interface Picture {
  readonly title: string;
  /** Stands before the title; null: nothing was judged. */
  readonly verdict: { readonly text: string; readonly tone: 'good' | 'bad' | 'open' } | null;
  /** Small print behind the title. */
  readonly about: string;
  /** A sentence below the title; '' for none. */
  readonly reason: string;
  /** What the picture leaves out, as a sentence; '' if nothing. */
  readonly leftOut: string;
  readonly words: PictureWords;
  readonly states: readonly BarState[];
  /** What else is known of a bar, in the order in which it is told. */
  readonly fields: readonly Field[];
  /** From top to bottom. Those that are not among them follow: numbers first, in their order, then names as they appear. */
  readonly lanes: readonly (number | string)[];
  /** In order of their starts. */
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  readonly marks: readonly Mark[];
  /** A line through bars: the order that explains a history. Bars that are not drawn are left out, places count them. */
  readonly path: readonly { readonly bar: BarNumber; readonly place: number }[];
  /** The bar to look at first; null: none. */
  readonly focus: BarNumber | null;
  /** Bars with an outline. */
  readonly outlined: readonly BarNumber[];
  /** What stands beside the picture, from top to bottom. */
  readonly sections: readonly Section[];
  /** The group that is shown at first; null: all. */
  readonly group: string | null;
  /** The same as text, for readers without a picture. */
  readonly text: string;
}

/** What things are called where the picture speaks of them. */
export interface PictureWords {
  /** `operation`; links to bar 3 end in `#operation-3`. */
  readonly bar: string;
  readonly bars: string;
  /** `process`, `processes`. Search knows it, too: `process:2`. */
  readonly lane: string;
  readonly lanes: string;
  /** `key`, `keys`. */
  readonly group: string;
  readonly groups: string;
  /** `called`, `returned`. */
  readonly start: string;
  readonly end: string;
  /** `order`, and what a place in it is called. */
  readonly path: string;
  readonly place: string;
  /** `first error`. */
  readonly focus: string;
  /** What the search field suggests: `read value:3 process:2`. */
  readonly example: string;
}

export type Colour = 'blue' | 'amber' | 'grey' | 'violet' | 'pink' | 'green';

export interface BarState {
  readonly name: string;
  /** A word, and a sentence that explains it. */
  readonly word: string;
  readonly sentence: string;
  readonly colour: Colour;
  /** Did not happen: a line goes through the bar. */
  readonly struck?: boolean;
  /** Has no certain end. */
  readonly dashed?: boolean;
}

export interface Field {
  readonly name: string;
  /** The word before the colon in a search, which several fields can share; default: the name. */
  readonly search?: string;
  /** `part`: words are looked for in it, those without a colon as well. `named`: only those with its word. `whole`: such a word has to be all of it. */
  readonly match: 'part' | 'named' | 'whole';
  /** Not told, because the label says it. */
  readonly hidden?: boolean;
}

export interface Bar {
  readonly lane: number | string;
  /** Any unit. A bar holds both of its ends, so that bars that touch overlap. */
  readonly start: number;
  /** Infinity: it has none. */
  readonly end: number;
  readonly label: string;
  /** The name of one of the states. */
  readonly state: string;
  /** By which it is referred to: `#3`. */
  readonly number: number;
  /** What can be shown alone; null: belongs to all groups. */
  readonly group: string | null;
  /** The step of a schedule in which it began, with a link to where the step is explained; null: none. */
  readonly step: { readonly number: number; readonly link: string } | null;
  /** By the order of `fields`; null: not known. */
  readonly values: readonly (string | null)[];
}

/** From the end of one bar to the start of another: what made it happen. */
export interface Arrow {
  readonly from: BarNumber;
  readonly to: BarNumber;
}

/** Something that concerns all lanes: a fault, a remark, a decision. */
export interface Mark {
  readonly owner: string;
  readonly label: string;
  readonly value: string;
  readonly start: number;
  /** The start itself: a moment. Infinity: it has no end. */
  readonly end: number;
}

export type Section =
  | { readonly kind: 'text'; readonly heading: string; readonly text: string; readonly code?: boolean }
  | {
      readonly kind: 'bars';
      readonly heading: string;
      /** What the text of a bar is called among the facts about it. */
      readonly fact: string;
      readonly bars: readonly { readonly bar: BarNumber; readonly text: string }[];
    };
