// Isolation of transactions: what is exported.

export { ANOMALY_NAMES, type Anomaly, type AnomalyName, levelsForbidding } from './anomaly';
export { type CheckTransactionsOptions, checkTransactions } from './check-transactions';
export type { DependencyCycle, DependencyEdge, DependencyKind, DependencyNode } from './cycle';
export { ISOLATION_LEVELS, type IsolationLevel, includedLevels } from './level';
export { checkListAppend } from './list-append';
export type { MicroOperation } from './micro-operations';
export type { TransactionOptions } from './options';
export { checkReadWriteRegister, type ReadWriteOptions, type VersionAssumption } from './read-write-register';
export type { TransactionResult } from './result';
export type { TransactionKind } from './transaction-kind';
export { checkCausalTransactions, checkReadAtomic, checkReadCommitted, type WeakOptions } from './weak-checks';
