// The positions of all processes in as few integers as possible: each gets as many bits as its number of operations needs.

export class PackedPositions {
  readonly positionWords: number;
  readonly openWords: number;
  private readonly words: Int32Array;
  private readonly wordOf: Int32Array;
  private readonly shiftOf: Int32Array;

  /**
   * @param lengths how far each process can come
   * @param open how many flags follow the positions
   */
  constructor(lengths: readonly number[], open: number) {
    this.wordOf = new Int32Array(lengths.length);
    this.shiftOf = new Int32Array(lengths.length);
    let word = 0;
    let shift = 0;
    lengths.forEach((length, index) => {
      const bits = 32 - Math.clz32(length);
      if (shift + bits > 32) {
        word++;
        shift = 0;
      }
      this.wordOf[index] = word;
      this.shiftOf[index] = shift;
      shift += bits;
    });
    this.positionWords = word + 1;
    this.openWords = Math.ceil(open / 32);
    this.words = new Int32Array(this.positionWords + this.openWords);
  }

  /** @returns the words of the positions, then those of the flags: a buffer that the next call overwrites */
  pack(positions: Int32Array, open: Uint8Array): Int32Array {
    const { words, wordOf, shiftOf, positionWords } = this;
    words.fill(0);
    for (let index = 0; index < positions.length; index++) {
      (words[wordOf[index] as number] as number) |= (positions[index] as number) << (shiftOf[index] as number);
    }
    for (let index = 0; index < open.length; index++) {
      (words[positionWords + (index >>> 5)] as number) |= (open[index] as number) << (index & 31);
    }
    return words;
  }
}
