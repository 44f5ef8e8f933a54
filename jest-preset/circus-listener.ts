// Follows jest-circus: turns the tests that `ctest` defines into explorations, keeps Jest from running their hooks (each iteration runs
// them itself), and knows what is running.

import type { ExploreOptions } from '../src/runner/options';
import type { Bridge, Ctest } from './bridge';
import {
  blocksAround,
  type CircusBlock,
  type CircusEvent,
  type CircusHook,
  type CircusState,
  type CircusTest,
  namePath,
  testsBelow,
} from './circus';
import { pointIntoTheTest, presentable } from './jest-error';

export class CircusListener {
  state: CircusState | null = null;
  /** Weak, because `isolate` makes Jest collect all tests again for every schedule. */
  private readonly ctests = new WeakMap<CircusTest, Ctest>();
  private readonly blockOptions = new WeakMap<CircusBlock, ExploreOptions>();
  private hidden: { block: CircusBlock; hooks: CircusHook[] }[] = [];

  constructor(private readonly bridge: Bridge) {}

  handle(event: CircusEvent, state: CircusState): void {
    this.state = state;
    switch (event.name) {
      case 'add_test':
        this.added(state);
        break;
      case 'run_start':
        this.refuseConcurrent(state);
        break;
      case 'test_start':
        this.prepare(event.test as CircusTest);
        break;
      case 'test_started':
        this.hideHooks(event.test as CircusTest);
        break;
      case 'test_fn_start':
      case 'test_done':
        this.restoreHooks();
        break;
    }
  }

  ctestOf(test: CircusTest): Ctest | undefined {
    return this.ctests.get(test);
  }

  configure(options: ExploreOptions): void {
    const block = this.state?.currentDescribeBlock;
    if (block === undefined) throw new Error('ctest.configure was called before Jest has begun to define tests.');
    this.blockOptions.set(block, { ...this.blockOptions.get(block), ...options });
  }

  configuredFor(test: CircusTest): ExploreOptions[] {
    return blocksAround(test)
      .reverse()
      .flatMap((block) => this.blockOptions.get(block) ?? []);
  }

  /** Jest has added a test; if that was on behalf of `ctest`, it becomes an exploration. */
  private added(state: CircusState): void {
    const { defining } = this.bridge;
    const test = state.currentDescribeBlock.children.at(-1);
    if (defining === null || state.currentlyRunningTest !== null || test?.type !== 'test') return;
    const ctest: Ctest = { test, body: test.fn, options: defining };
    this.ctests.set(test, ctest);
    test.fn = () => this.bridge.run?.(ctest);
    pointIntoTheTest(test.asyncError);
  }

  /** Tests that run at the same time would share the one simulation. */
  private refuseConcurrent(state: CircusState): void {
    const tests = testsBelow(state.rootDescribeBlock);
    const concurrent = tests.find((test) => test.concurrent);
    if (concurrent === undefined) return;
    for (const test of tests) {
      if (!this.ctests.has(test)) continue;
      const error = new Error(
        `ctest and test.concurrent cannot share a file, because Jest would run "${namePath(concurrent).join(' ')}" in the middle of ` +
          `a schedule of "${namePath(test).join(' ')}". Move one of them to a file of its own.`,
      );
      test.errors.push(presentable(error, test.asyncError.stack));
    }
  }

  private prepare(test: CircusTest): void {
    const ctest = this.ctests.get(test);
    if (ctest === undefined) return;
    try {
      test.timeout = this.bridge.timeoutOf?.(ctest);
    } catch {
      // A wrong option is reported when the test runs.
    }
  }

  /** Jest collects the hooks of a test right after this event; those of a ctest run inside each of its iterations. */
  private hideHooks(test: CircusTest): void {
    if (!this.ctests.has(test)) return;
    this.hidden = blocksAround(test).map((block) => ({ block, hooks: block.hooks }));
    for (const { block, hooks } of this.hidden) block.hooks = hooks.filter((hook) => hook.type.endsWith('All'));
  }

  private restoreHooks(): void {
    for (const { block, hooks } of this.hidden) block.hooks = hooks;
    this.hidden = [];
  }
}
