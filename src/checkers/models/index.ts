// The built-in models, and what it takes to write and test others.

export { appendRegister } from './append-register';
export { type BankOptions, bank } from './bank';
export { casRegister } from './cas-register';
export { type CounterOptions, counter } from './counter';
export { fifoQueue, type QueueOptions } from './fifo-queue';
export { idGenerator } from './id-generator';
export { type LockOptions, lock } from './lock';
export { type LogOptions, log } from './log';
export { map } from './map';
export { Illegal, illegal, type Model, OneOf, oneOf, type StepResult } from './model';
export { ModelError } from './model-error';
export { multiRegister } from './multi-register';
export { OperationError } from './operation-error';
export { type PriorityQueueOptions, priorityQueue } from './priority-queue';
export { readWriteLock } from './read-write-lock';
export { type RegisterOptions, register } from './register';
export { assertModel, type SelfTestOptions, type SelfTestResult, testModel } from './self-test';
export type { ModelProblem, ProblemKind } from './self-test/problem';
export type { OperationDraft } from './self-test/walk';
export { type SemaphoreOptions, semaphore } from './semaphore';
export { type SetOptions, set } from './set';
export { stack } from './stack';
