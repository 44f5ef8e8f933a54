// Pictures of whatever has beginnings and ends on lanes: the model of one, its HTML page, and how times and rows are laid out.

export { drawPage } from './html/draw-page';
export type {
  Arrow,
  Bar,
  BarNumber,
  BarState,
  Colour,
  Field,
  Mark,
  Picture,
  PictureWords,
  Section,
} from './picture';
export { type Ranks, rankTimes, type Span } from './ranks';
export { layRows, type Row } from './rows';
