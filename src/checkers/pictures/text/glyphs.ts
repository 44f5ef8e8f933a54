// The signs that text pictures are made of: plain ASCII, which every log survives, or box drawing.

export interface Glyphs {
  readonly open: string;
  readonly close: string;
  /** Fills the bar of an operation that the result names, and of any other. */
  readonly named: string;
  readonly plain: string;
  /** Fills the bar of an operation without an end, and ends it. */
  readonly unknown: string;
  readonly onward: string;
  /** Begins and ends a fault, and fills it. */
  readonly faultOpen: string;
  readonly faultClose: string;
  readonly fault: string;
  readonly cut: string;
}

export const ASCII: Glyphs = {
  open: '[',
  close: ']',
  named: '=',
  plain: '-',
  unknown: '.',
  onward: '>',
  faultOpen: '(',
  faultClose: ')',
  fault: '#',
  cut: '...',
};

export const UNICODE: Glyphs = {
  open: '├',
  close: '┤',
  named: '═',
  plain: '─',
  unknown: '┄',
  onward: '▶',
  faultOpen: '╟',
  faultClose: '╢',
  fault: '░',
  cut: '…',
};
