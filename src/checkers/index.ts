// Consistency checkers for histories from anywhere: usable without the engine, `lockstep/checkers`.

import * as generate from './generators';
import * as models from './models';

export type { BudgetOptions } from './budget';
export { type CausalOptions, type CausalVariant, checkCausal } from './causal/check-causal';
export { SESSION_GUARANTEES, type SessionGuarantee } from './causal/guarantee';
export {
  checkSessionGuarantees,
  type SessionGuaranteesOptions,
  type SessionGuaranteesResult,
} from './causal/session-guarantees';
export { type CheckOptions, check } from './check';
export { CRITERIA, type CriterionFamily, type CriterionName } from './criteria';
export { type Evidence, evidence } from './evidence';
export type { Annotation, AnnotationInput } from './history/annotation';
export type { EventType, HistoryEvent } from './history/event';
export {
  detectFormat,
  type FormatName,
  type HistoryFormat,
  historyFormats,
  type ReadHistoryOptions,
  readHistory,
  type WriteOptions,
  writeHistory,
} from './history/formats';
export { type EventInput, History } from './history/history';
export { HistoryError } from './history/history-error';
export type { Operation, Outcome, ProcessId } from './history/operation';
export type { OperationInput } from './history/operation-form';
export type { PairingOptions } from './history/pair-events';
export type { RecordedClient } from './history/recorded-client';
export {
  HistoryRecorder,
  type InvokeOptions,
  type OperationHandle,
  type OpOptions,
  type SnapshotOptions,
} from './history/recorder';
export {
  type Counterexample,
  checkLinearizable,
  checkLinearizableAsync,
  explainViolation,
  linearizability,
} from './linearizable';
export { MODELS, type ModelName, modelNamed } from './model-names';
export { Illegal, illegal, type Model, OneOf, oneOf, type StepResult } from './models/model';
export { perKey } from './models/per-key';
export {
  type Drawable,
  drawHtml,
  drawText,
  formatResult,
  type GraphSource,
  type HtmlOptions,
  type ResultTextOptions,
  type TextOptions,
  toGraphviz,
  toMermaid,
} from './pictures';
export type { Candidate, CheckResult, CheckStatistics, Pattern, StuckState, Verdict } from './result';
export { type ResumableCheck, runInTurns, runToEnd } from './resumable';
export {
  checkSequentialConsistency,
  checkSequentialConsistencyAsync,
  sequentialConsistency,
} from './sequential/sequential-consistency';
export {
  ANOMALY_NAMES,
  type Anomaly,
  type AnomalyName,
  type CheckTransactionsOptions,
  checkCausalTransactions,
  checkListAppend,
  checkReadAtomic,
  checkReadCommitted,
  checkReadWriteRegister,
  checkTransactions,
  type DependencyCycle,
  type DependencyEdge,
  type DependencyKind,
  type DependencyNode,
  ISOLATION_LEVELS,
  type IsolationLevel,
  includedLevels,
  levelsForbidding,
  type MicroOperation,
  type ReadWriteOptions,
  type TransactionKind,
  type TransactionOptions,
  type TransactionResult,
  type VersionAssumption,
  type WeakOptions,
} from './transactions';

export { generate, models };
