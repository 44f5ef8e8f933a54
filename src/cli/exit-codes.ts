// The exit codes of `lockstep`. Scripts rely on them.

export const EXIT = {
  /** Nothing to report; of `replay` and `shrink`: the failure was not reproduced; of `check`: all histories are consistent. */
  ok: 0,
  /** A bug: the failure was reproduced; of `check`: a history is inconsistent. */
  bug: 1,
  /** The command could not be carried out: wrong usage, missing or unusable file, test not found. */
  usage: 2,
  /** The replay left its trace. */
  divergence: 3,
  /** Of `check`: a budget ended before the history was decided. */
  undecided: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
