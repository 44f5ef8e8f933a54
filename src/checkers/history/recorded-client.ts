// A recorder for one process.

import type { ProcessId } from './operation';
import type { HistoryRecorder, InvokeOptions, OperationHandle, OpOptions } from './recorder';

/** The functions of `HistoryRecorder` with the process filled in. */
export class RecordedClient {
  constructor(
    private readonly recorder: HistoryRecorder,
    readonly process: ProcessId,
  ) {}

  /** @see HistoryRecorder.invoke */
  invoke(f: string, value?: unknown, options?: InvokeOptions): OperationHandle {
    return this.recorder.invoke(this.process, f, value, options);
  }

  /** @see HistoryRecorder.ok */
  ok(handle: OperationHandle, value?: unknown): void {
    this.recorder.ok(handle, value);
  }

  /** @see HistoryRecorder.fail */
  fail(handle: OperationHandle, error?: unknown): void {
    this.recorder.fail(handle, error);
  }

  /** @see HistoryRecorder.mismatch */
  mismatch(handle: OperationHandle, value?: unknown, error?: unknown): void {
    this.recorder.mismatch(handle, value, error);
  }

  /** @see HistoryRecorder.info */
  info(handle: OperationHandle, error?: unknown): void {
    this.recorder.info(handle, error);
  }

  /** @see HistoryRecorder.op */
  op<Result>(
    f: string,
    value: unknown,
    perform: () => Result | PromiseLike<Result>,
    options?: OpOptions,
  ): Promise<Awaited<Result>> {
    return this.recorder.op(this.process, f, value, perform, options);
  }
}
