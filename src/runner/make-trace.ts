// Makes the trace of a recorded run.

import { siteTable } from '../engine/site-table';
import type { Site } from '../engine/sites';
import { TRACE_VERSION, type Trace, toTraceFailure } from '../trace';
import { streamOf } from './plan';
import type { RecordedRun, RunRequest, Session } from './session';
import { version } from './version';

const NO_SITE = -1;

/** The stream, where it is another than the iteration's own. */
function streamNote({ iteration, stream = iteration }: RunRequest): Pick<Trace, 'stream'> {
  return stream === streamOf(iteration) ? {} : { stream };
}

/** The trace of a run of `session`. */
export function makeTrace(session: Session, run: RecordedRun, request: RunRequest): Trace {
  const { subject, options } = session;
  const { outcome } = run;
  const sites: Record<number, Site> = {};
  for (const event of outcome.events)
    if ('site' in event && event.site !== NO_SITE && sites[event.site] === undefined) {
      const site = siteTable.site(event.site);
      if (site !== null) sites[event.site] = site;
    }
  const failure =
    outcome.failure === null
      ? null
      : toTraceFailure(outcome.failure, {
          siteOf: (id) => siteTable.site(id) ?? undefined,
          root: subject.root ?? process.cwd(),
        });
  return {
    format: 'lockstep-trace',
    version: TRACE_VERSION,
    lockstep: version,
    test: subject.test,
    seed: options.seed,
    iteration: request.iteration,
    ...streamNote(request),
    strategy: request.strategy.name,
    model: request.model,
    options: {
      maxSteps: options.maxSteps,
      maxLatency: Number.isFinite(options.maxLatency) ? options.maxLatency : null,
      isolate: options.isolate,
    },
    sources: Object.fromEntries(siteTable.list().map((file) => [file.name, file.hash])),
    decisions: run.decisions,
    failure,
    sites,
    events: outcome.events,
    ...(outcome.missingEvents > 0 && { leftOut: { events: outcome.missingEvents, oversized: false } }),
  };
}
