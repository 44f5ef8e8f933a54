// What a strict replay throws when the program does not do what the trace says.

export class Divergence extends Error {
  override readonly name = 'Divergence';

  /**
   * @param step 0-based number of the decision, as in the trace's list of decisions
   * @param expected what the trace says
   * @param actual what the program did
   */
  constructor(
    readonly step: number,
    readonly expected: string,
    readonly actual: string,
  ) {
    super(
      `Replay diverged at decision ${step + 1}: the trace has ${expected}, but there was ${actual}. ` +
        'Either the code or its input changed since the trace was recorded, or something in the test is not under control ' +
        '(state kept from an earlier iteration, real I/O, real time). A replay in mode `nearest` follows the trace as far as it can.',
    );
  }
}
