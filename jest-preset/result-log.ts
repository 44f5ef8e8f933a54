// What a ctest tells the process that started Jest (`LOCKSTEP_RESULT`): one entry per ctest that ran. Does nothing unless asked to.

import { resultPathFromEnvironment } from '../src/runner/environment-variables';
import { appendResults, type TestResultEntry } from '../src/runner/result-document';
import type { Finding } from '../src/trace/finding';

export class ResultLog {
  /** @param file test file, as in traces */
  constructor(private readonly file: string) {}

  /** @param trace absolute path of the trace; null if it could not be written */
  bug(
    name: readonly string[],
    error: Error,
    finding: Finding,
    trace: string | null,
    message = 'a failing schedule',
  ): void {
    const shrunk = finding.shrunk === null ? {} : { shrunk: finding.shrunk };
    this.add(name, { outcome: 'bug', report: error.message, ...(trace !== null && { trace }), message, ...shrunk });
  }

  pass(name: readonly string[], message: string): void {
    this.add(name, { outcome: 'pass', report: '', message });
  }

  divergence(name: readonly string[], error: Error): void {
    const [message = ''] = error.message.split('\n');
    this.add(name, { outcome: 'divergence', report: error.message, message });
  }

  skipped(name: readonly string[], message: string): void {
    this.add(name, { outcome: 'skipped', report: '', message });
  }

  private add(name: readonly string[], entry: Omit<TestResultEntry, 'file' | 'name'>): void {
    const path = resultPathFromEnvironment();
    if (path !== null) appendResults(path, [{ file: this.file, name, ...entry }]);
  }
}
