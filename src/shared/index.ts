// `lockstep/shared`: structures that the tasks of a program share. Each operation is atomic; in an iteration it is recorded.

export type { AsyncTable } from './async-table';
export { type AsyncAtomicArray, AtomicArray, type AtomicArrayInfo, type AtomicArrayOptions } from './atomic-array';
export { PersistentTerm, type PersistentTermInfo } from './persistent-term';
export { SharedError, type SharedErrorCode } from './shared-error';
export { type CounterChange, Table, type TableInfo, type TableKind, type TableOptions } from './table';
