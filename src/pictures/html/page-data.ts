// What a page is given: the bars as columns of numbers and a table of texts, small enough to embed by the ten thousand. Types only: the page's script shares them.

import type { Colour, PictureWords } from '../picture';

/** A position in `texts`; -1: there is none. */
export type TextNumber = number;
/** A position in the columns; -1: there is none. */
export type Position = number;

export interface PageData {
  readonly words: PictureWords;
  readonly texts: readonly string[];
  readonly states: readonly {
    readonly name: string;
    readonly word: string;
    readonly sentence: string;
    readonly colour: Colour;
    readonly struck: boolean;
    readonly dashed: boolean;
  }[];
  readonly bars: {
    readonly number: readonly number[];
    /** Position in `rows`. */
    readonly row: readonly number[];
    readonly label: readonly TextNumber[];
    /** Position in `states`. */
    readonly state: readonly number[];
    /** Ranks; an end of -1: it has none. */
    readonly start: readonly number[];
    readonly end: readonly number[];
    readonly group: readonly TextNumber[];
    readonly step: readonly number[];
    readonly link: readonly TextNumber[];
  };
  readonly fields: readonly {
    readonly name: string;
    readonly search: string;
    readonly match: 'part' | 'named' | 'whole';
    readonly hidden: boolean;
    readonly column: readonly TextNumber[];
  }[];
  /** A lane has one row, or as many as its bars overlap. */
  readonly rows: readonly { readonly lane: string; readonly line: number }[];
  /** The time at each rank. */
  readonly times: readonly number[];
  readonly arrows: readonly { readonly from: Position; readonly to: Position }[];
  readonly marks: readonly {
    readonly owner: string;
    readonly label: string;
    readonly value: string;
    readonly start: number;
    /** -1: it has no end. */
    readonly end: number;
  }[];
  readonly path: readonly { readonly bar: Position; readonly place: number }[];
  readonly focus: Position;
  readonly outlined: readonly Position[];
  /** Of the page's sections those that name bars, each with the id of its list. */
  readonly lists: readonly {
    readonly id: string;
    readonly fact: string;
    readonly bars: readonly { readonly bar: Position; readonly text: string }[];
  }[];
  /** Group that the page shows at first; -1: all. */
  readonly group: TextNumber;
}
