// Traces: `lockstep/trace`.

export { type ChangedSource, changedSources } from './changed-sources';
export { compareTraces, firstDifference, type TraceComparison, type TraceDifference } from './compare';
export { type Departures, departuresOf, scheduled } from './departures';
export {
  type ExplainHints,
  type ExplainInput,
  type Explanation,
  explain,
  explainDifference,
  type Overlap,
  type Race,
  type RaceAccess,
  type RaceKind,
} from './explain';
export type { FailedHistory } from './failed-history';
export { type FailurePlaces, toTraceFailure } from './failure';
export { traceFileName, tracesFolder } from './file-name';
export { leftOutOf, loadTrace, parseTrace, stringifyTrace } from './format';
export { isSameTest, saveTrace, writeTrace } from './save';
export * from './shrink';
export { compareSignatures, messageShape, signature } from './signature';
export { siteText } from './site-text';
export {
  type CriticalOperation,
  type CriticalPair,
  type LeftOut,
  type NativeEvent,
  type NativeObservation,
  TRACE_VERSION,
  type Trace,
  type TraceDecision,
  type TraceFailure,
} from './trace';
export { TraceError, type TraceErrorCode } from './trace-error';
export { validateTrace } from './validate';
