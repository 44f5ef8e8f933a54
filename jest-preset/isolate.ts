// `isolate: true`: a fresh module registry and a fresh evaluation of the test file for every iteration. Jest itself collects the tests
// again, into a tree that is thrown away; of that tree the hooks and the body of the running ctest are used.

import type { IterationFunctions } from './bridge';
import { type CircusBlock, type CircusState, type CircusTest, namePath, ROOT_BLOCK } from './circus';
import { KeptScripts, type ResettableRuntime } from './kept-scripts';

/** Jest's runtime of a test file, as far as it is used here. */
export interface JestRuntime extends ResettableRuntime {
  requireModule(path: string): unknown;
  unstable_shouldLoadAsEsm?(path: string): boolean;
  /** Loads a native ES module. */
  unstable_importModule?(path: string): Promise<unknown>;
}

/** Positions of a test among the children of its blocks, from the root on: names need not be unique. */
function positionOf(test: CircusTest): number[] {
  const position: number[] = [];
  let child: CircusTest | CircusBlock = test;
  for (let block: CircusBlock | undefined = test.parent; block !== undefined; block = block.parent) {
    position.unshift(block.children.indexOf(child));
    child = block;
  }
  return position;
}

function testAt(root: CircusBlock, position: readonly number[]): CircusTest | null {
  let found: CircusTest | CircusBlock | undefined = root;
  for (const index of position) found = found?.type === 'describeBlock' ? found.children[index] : undefined;
  return found?.type === 'test' ? found : null;
}

function emptyRoot(): CircusBlock {
  return {
    type: 'describeBlock',
    name: ROOT_BLOCK,
    parent: undefined,
    mode: undefined,
    children: [],
    tests: [],
    hooks: [],
  };
}

export class Isolation {
  /** Made with the first schedule: most files are never isolated. */
  private kept: KeptScripts | null = null;

  /**
   * @param setupFiles absolute paths of the user's `setupFilesAfterEnv`: their hooks are defined anew, too
   * @param functionsOf hooks and body of a test that has been collected
   */
  constructor(
    private readonly runtime: JestRuntime,
    private readonly testPath: string,
    private readonly setupFiles: readonly string[],
    private readonly functionsOf: (test: CircusTest) => IterationFunctions | null,
  ) {}

  /**
   * Hooks and body of the test, as they are defined anew; a promise of them where the test file or a set-up file is a native ES module.
   * @throws Error if the test file does not define the same tests again
   */
  functions(test: CircusTest, state: CircusState): IterationFunctions | Promise<IterationFunctions> {
    const collected = this.collect(state, test);
    return collected instanceof Promise
      ? collected.then((root) => this.functionsIn(root, test))
      : this.functionsIn(collected, test);
  }

  private functionsIn(root: CircusBlock, test: CircusTest): IterationFunctions {
    const again = testAt(root, positionOf(test));
    const functions = again !== null && again.name === test.name ? this.functionsOf(again) : null;
    if (functions !== null) return functions;
    throw new Error(
      `isolate: true evaluates the test file anew for every schedule, and this time it did not define "${namePath(test).join(' ')}" in the ` +
        'same place. Which tests a file defines must not depend on what ran before.',
    );
  }

  /** Evaluates the files, with a tree of their own for the tests that they define. */
  private collect(state: CircusState, test: CircusTest): CircusBlock | Promise<CircusBlock> {
    const { currentDescribeBlock, rootDescribeBlock, currentlyRunningTest, hasStarted, hasFocusedTests } = state;
    const root = emptyRoot();
    // Jest's own hook for clearMocks, resetMocks, resetModules and the like is not defined by any file.
    root.hooks = rootBlockOf(test).hooks.slice(0, 1);
    Object.assign(state, {
      currentDescribeBlock: root,
      rootDescribeBlock: root,
      currentlyRunningTest: null,
      hasStarted: false,
    });
    const restore = () =>
      Object.assign(state, {
        currentDescribeBlock,
        rootDescribeBlock,
        currentlyRunningTest,
        hasStarted,
        hasFocusedTests,
      });
    let native: Promise<void> | null = null;
    try {
      this.kept ??= new KeptScripts(this.runtime);
      this.kept.resetModules();
      native = this.evaluate();
    } finally {
      if (native === null) restore();
    }
    return native === null ? root : native.then(() => root).finally(restore);
  }

  /** Evaluates the set-up files and the test file; a promise if one of them is a native ES module. */
  private evaluate(): Promise<void> | null {
    if ([...this.setupFiles, this.testPath].some((path) => this.isNative(path))) return this.evaluateNative();
    for (const path of this.setupFiles) setUp(this.runtime.requireModule(path));
    this.runtime.requireModule(this.testPath);
    return null;
  }

  private async evaluateNative(): Promise<void> {
    for (const path of this.setupFiles) {
      if (this.isNative(path)) await this.runtime.unstable_importModule?.(path);
      else setUp(this.runtime.requireModule(path));
    }
    if (this.isNative(this.testPath)) await this.runtime.unstable_importModule?.(this.testPath);
    else this.runtime.requireModule(this.testPath);
  }

  private isNative(path: string): boolean {
    return this.runtime.unstable_importModule !== undefined && this.runtime.unstable_shouldLoadAsEsm?.(path) === true;
  }
}

/** A set-up file may export a function, which Jest calls. */
function setUp(exported: unknown): void {
  if (typeof exported === 'function') exported();
}

function rootBlockOf(test: CircusTest): CircusBlock {
  let block = test.parent;
  while (block.parent !== undefined) block = block.parent;
  return block;
}
