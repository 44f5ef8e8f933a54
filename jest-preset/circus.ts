// The parts of jest-circus that the preset meets: its tree of blocks, tests and hooks, and its events.

export type HookType = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';

export type AnyFunction = (this: unknown, ...args: never[]) => unknown;

export interface CircusHook {
  readonly type: HookType;
  readonly fn: AnyFunction;
}

export interface CircusBlock {
  readonly type: 'describeBlock';
  readonly name: string;
  readonly parent: CircusBlock | undefined;
  readonly mode: string | undefined;
  readonly children: (CircusBlock | CircusTest)[];
  readonly tests: CircusTest[];
  hooks: CircusHook[];
}

export interface CircusTest {
  readonly type: 'test';
  readonly name: string;
  readonly parent: CircusBlock;
  readonly concurrent: boolean;
  readonly errors: unknown[];
  readonly asyncError: Error;
  readonly invocations: number;
  fn: AnyFunction;
  timeout: number | undefined;
}

export interface CircusState {
  currentDescribeBlock: CircusBlock;
  rootDescribeBlock: CircusBlock;
  currentlyRunningTest: CircusTest | null;
  hasStarted: boolean;
  hasFocusedTests: boolean;
  readonly unhandledErrors: unknown[];
}

export interface CircusEvent {
  readonly name: string;
  readonly test?: CircusTest;
}

export const ROOT_BLOCK = 'ROOT_DESCRIBE_BLOCK';

/** The blocks around a test, innermost first; the root is the last. */
export function blocksAround(test: CircusTest): CircusBlock[] {
  const blocks: CircusBlock[] = [];
  for (let block: CircusBlock | undefined = test.parent; block !== undefined; block = block.parent) blocks.push(block);
  return blocks;
}

/** Titles of the blocks around a test and its own. */
export function namePath(test: CircusTest): string[] {
  const titles = blocksAround(test).map((block) => block.name);
  return [...titles.filter((title) => title !== ROOT_BLOCK).reverse(), test.name];
}

/** What runs before and after each test, in Jest's order: outer before-hooks first, inner after-hooks first. */
export function eachHooks(test: CircusTest): { before: CircusHook[]; after: CircusHook[] } {
  const blocks = blocksAround(test);
  return {
    before: [...blocks].reverse().flatMap((block) => block.hooks.filter((hook) => hook.type === 'beforeEach')),
    after: blocks.flatMap((block) => block.hooks.filter((hook) => hook.type === 'afterEach')),
  };
}

/** All tests below a block. */
export function testsBelow(block: CircusBlock): CircusTest[] {
  return block.children.flatMap((child) => (child.type === 'test' ? [child] : testsBelow(child)));
}

/** Number of a test among those of its file that have the same name, from 1. */
export function occurrenceOf(test: CircusTest): number {
  const root = blocksAround(test).at(-1);
  const name = namePath(test).join('\0');
  const same = root === undefined ? [] : testsBelow(root).filter((other) => namePath(other).join('\0') === name);
  return Math.max(1, same.indexOf(test) + 1);
}
