// The events of a recorded iteration: one discriminated union, the single source for trace, report, slice and replay.
// `step` counts the chosen events (0 is the body's synchronous start); `task` is a task id; `site` a site id (-1 unknown);
// `time` is virtual milliseconds since the iteration began; `decision` is the number of the decision that the event carries out, from 0
// and with native completions counted: absent if the event was no choice, or if it is not known which decision it belongs to.

import type { OperationKind } from './operation';

export type TraceEvent =
  /** A chosen event runs; `options` enabled operations, index `choice` among them was taken. */
  | {
      type: 'step';
      step: number;
      task: string;
      kind: OperationKind;
      site: number;
      time: number;
      options: number;
      choice: number;
      decision?: number;
    }
  /** A new task, in the agent with that number (0 is the main agent). */
  | { type: 'fork'; step: number; task: string; parent: string; name: string; site: number; agent: number }
  /** An environment operation was decided to complete at once (`late: false`) or as an event of its own. */
  | {
      type: 'latency';
      step: number;
      task: string;
      site: number;
      kind: OperationKind;
      late: boolean;
      time: number;
      decision?: number;
    }
  /** A coroutine of `task` stops at the await `site`. */
  | { type: 'suspend'; step: number; task: string; site: number }
  /** A coroutine of `task` goes on behind the await `site`; `threw` if the awaited promise was rejected. */
  | { type: 'resume'; step: number; task: string; site: number; threw: boolean; value: string }
  /** The async function at `site` returned or threw. */
  | { type: 'return'; step: number; task: string; site: number; threw: boolean; value: string }
  /** Shared state was read or written; `object` numbers objects by first access, `name` is the source's name for it. `after` is the
   *  site of the await behind which the accessing code runs (-1: since the task's start). */
  | {
      type: 'access';
      step: number;
      task: string;
      site: number;
      object: number;
      key: string;
      name: string;
      write: boolean;
      value: string;
      after: number;
    }
  /** A data choice. */
  | { type: 'choose'; step: number; task: string; site: number; options: number; choice: number; decision?: number }
  /** A timer was created (`delay` ms) or cleared. */
  | { type: 'timer'; step: number; task: string; site: number; delay: number; cleared: boolean; time: number }
  /** A message is sent to a port, or delivered by it. `message` numbers the messages of the iteration from 1, `port` the ports; 0 is every other
   *  channel of a broadcast, and a port that is on its way in a message. `site` is where it was sent. */
  | { type: 'send' | 'deliver'; step: number; task: string; site: number; message: number; port: number }
  /** A worker tells its parent something, in the step that runs: `name` is the event of the Worker object (`online`, `error`, `exit`), or `output`.
   *  `site` is where the worker was made. */
  | { type: 'tell'; step: number; task: string; site: number; name: string }
  /** A native (uncontrolled) completion arrived. */
  | { type: 'native'; step: number; task: string; site: number; decision?: number }
  /** The iteration ended. */
  | { type: 'end'; step: number; task: string; site: number; time: number; failure: string | null };
