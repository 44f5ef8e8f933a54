// What has come from outside in a run, and when it was taken.

export interface TakenArrival {
  /** The step that it was. */
  readonly step: number;
  /** 1-based number of the wait within the iteration. */
  readonly number: number;
}
