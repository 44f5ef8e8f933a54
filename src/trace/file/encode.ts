// From a trace in memory to the document of a file. Its events should have the numbers of their decisions (`numbered`): then nothing
// is written twice.

import { TRACE_VERSION, type Trace } from '../trace';
import type { TraceDocument } from './document';
import { RowEncoder } from './encode-rows';

export function documentOf(trace: Trace): TraceDocument {
  return DecisionRows.of(trace).document(trace);
}

/** The rows of the decisions, which documents with more or fewer events have in common. */
export class DecisionRows {
  private constructor(
    private readonly rows: TraceDocument['decisions'],
    private readonly encoder: RowEncoder,
  ) {}

  static of({ decisions }: Pick<Trace, 'decisions'>): DecisionRows {
    const encoder = new RowEncoder(decisions);
    return new DecisionRows(
      decisions.map((decision) => encoder.decision(decision)),
      encoder,
    );
  }

  /** An encoder for events, whose tables hold what the decisions refer to. */
  encoderOfEvents(): RowEncoder {
    return this.encoder.copy();
  }

  /** The document of a trace that has these decisions. */
  document(trace: Trace): TraceDocument {
    const encoder = this.encoderOfEvents();
    const events = trace.events.map((event) => encoder.event(event));
    return {
      format: trace.format,
      version: TRACE_VERSION,
      lockstep: trace.lockstep,
      test: trace.test,
      seed: trace.seed,
      iteration: trace.iteration,
      ...(trace.stream !== undefined && { stream: trace.stream }),
      strategy: trace.strategy,
      model: trace.model,
      options: trace.options,
      sources: trace.sources,
      failure: trace.failure,
      ...(trace.critical !== undefined && { critical: trace.critical }),
      ...(trace.explanation !== undefined && { explanation: trace.explanation }),
      ...(trace.leftOut !== undefined && { leftOut: trace.leftOut }),
      ...(trace.native !== undefined && { native: trace.native }),
      tasks: encoder.tasks.list(),
      names: encoder.names.list(),
      operations: encoder.operations.list().map((text) => text.split(RowEncoder.between)),
      sites: Object.entries(trace.sites).map(([id, { file, line, column, function: inside, kind, text }]) => [
        Number(id),
        file,
        line,
        column,
        inside,
        kind,
        text,
      ]),
      decisions: this.rows,
      events,
    };
  }
}
