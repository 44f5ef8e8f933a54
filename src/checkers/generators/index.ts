// What a test does, as seeded streams of operations: `generate` in `lockstep/checkers`.

export { type MixOptions, mix, phases, sequence } from './combine';
export { type DriveOptions, drive, type Execute } from './drive';
export { OperationGenerator } from './generator';
export type { GeneratedOperation, OperationRequest, OperationSource } from './operation';
export { perProcess } from './per-process';
export type { Random } from './random';
export type { SeedOptions } from './seed';
export { each, random, weighted } from './sources';
export { OperationStream, type StreamOptions } from './stream';
export { type FaultTiming, withFaults } from './with-faults';
