// Something that is no operation but belongs on the timeline: a fault that was injected, a failover, a remark.

export interface Annotation {
  /** Who did it: `nemesis`, a node's name. */
  readonly process: string;
  /** What it is called. */
  readonly f: string;
  readonly value: unknown;
  /** On the same clock as the operations' `call` and `return`. */
  readonly time: number;
  /** Line of the file that it was read from, 1-based; 0 if it was not read from a file. */
  readonly line: number;
}

/** An annotation among events: it stands where it happened. */
export interface AnnotationInput {
  readonly type: 'annotation';
  readonly process: number | string;
  readonly f: string;
  readonly value?: unknown;
  /** Clock reading, as of the events. */
  readonly time?: number;
  readonly line?: number;
}
