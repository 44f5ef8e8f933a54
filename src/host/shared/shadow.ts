// What is remembered of the accesses to one shared buffer, to compare later ones with.

import { min } from '../../engine/natives';
/** An access, as it was when it happened. */
export interface Access {
  readonly agent: number;
  readonly agentName: string;
  /** Of the agent: its own component of the clock. */
  readonly time: number;
  readonly task: string;
  readonly site: number;
  readonly start: number;
  readonly end: number;
  readonly writes: boolean;
  readonly atomic: boolean;
}

/** Larger pieces are kept as a whole, not byte by byte. */
const LARGEST_PIECE = 256;

/** Of one agent the last access of each kind says all: it comes behind the others of that kind. */
const kindOf = ({ agent, writes, atomic, start, end }: Access): number =>
  (agent * 4 + (writes ? 2 : 0) + (atomic ? 1 : 0)) * 16 + (atomic ? min(end - start, 8) : 0);

export class Shadow {
  private readonly bytes = new Map<number, Map<number, Access>>();
  private readonly pieces: Access[] = [];

  /** The first access that overlaps with `access` and `matches`; null if there is none. */
  find(access: Access, matches: (earlier: Access) => boolean): Access | null {
    const { start, end } = access;
    for (const piece of this.pieces) if (piece.start < end && start < piece.end && matches(piece)) return piece;
    if (end - start > LARGEST_PIECE) {
      for (const [byte, kinds] of this.bytes)
        if (byte >= start && byte < end) {
          const found = firstOf(kinds, matches);
          if (found !== null) return found;
        }
      return null;
    }
    for (let byte = start; byte < end; byte++) {
      const kinds = this.bytes.get(byte);
      const found = kinds === undefined ? null : firstOf(kinds, matches);
      if (found !== null) return found;
    }
    return null;
  }

  add(access: Access): void {
    const { start, end } = access;
    if (end - start > LARGEST_PIECE) {
      const same = (piece: Access) => piece.start === start && piece.end === end && kindOf(piece) === kindOf(access);
      const index = this.pieces.findIndex(same);
      if (index >= 0) this.pieces.splice(index, 1);
      this.pieces.push(access);
      return;
    }
    const kind = kindOf(access);
    for (let byte = start; byte < end; byte++) {
      let kinds = this.bytes.get(byte);
      if (kinds === undefined) this.bytes.set(byte, (kinds = new Map()));
      kinds.set(kind, access);
    }
  }
}

function firstOf(kinds: ReadonlyMap<number, Access>, matches: (earlier: Access) => boolean): Access | null {
  for (const access of kinds.values()) if (matches(access)) return access;
  return null;
}
