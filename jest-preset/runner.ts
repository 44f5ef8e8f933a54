// Jest's test runner with Lockstep around it: prepares the sandbox's runtime for this project and test file, follows jest-circus, and
// prints the summary. Lives outside the sandbox.

import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import { extendTypes } from '../src/engine/native-types';
import type { Runtime } from '../src/runtime';
import { type Bridge, type CtestRecord, type IterationFunctions, installBridge } from './bridge';
import { type CircusEvent, type CircusState, type CircusTest, eachHooks } from './circus';
import { CircusListener } from './circus-listener';
import { controlCoreModules } from './core-modules';
import { fileClassifier } from './environment';
import { driveVirtualClock, type WithFakeTimers } from './fake-timers';
import { Isolation, type JestRuntime } from './isolate';
import { circusRunnerPath } from './jest-circus';
import type { GlobalConfig, ProjectConfig } from './jest-types';
import { tellLoading } from './loading';
import { makeMockedPromisesEnvironment } from './mocked-promises';
import { isNeverInstrumented } from './never-instrumented';
import { projectOptions } from './project-options';
import { shareScripts } from './shared-scripts';
import { summary } from './summary';
import { wasTransformed } from './transformed-files';
import { uninstrumentedFiles } from './uninstrumented';
import { workerLoader } from './worker-modules';

interface JestEnvironment extends WithFakeTimers {
  readonly global: object;
  readonly moduleMocker: unknown;
  handleTestEvent?: (event: CircusEvent, state: CircusState) => unknown;
}

type CircusRunner = (
  globalConfig: GlobalConfig,
  config: ProjectConfig,
  environment: JestEnvironment,
  runtime: JestRuntime,
  testPath: string,
  sendMessageToJest?: unknown,
) => Promise<unknown>;

const RUNTIME = Symbol.for('lockstep.runtime');

function loadCircus(rootDir: string): CircusRunner {
  const loaded = require(circusRunnerPath(rootDir)) as { default?: CircusRunner } & CircusRunner;
  return loaded.default ?? loaded;
}

function withoutOwn(paths: readonly string[]): string[] {
  return paths.filter((path) => !isNeverInstrumented(path));
}

extendTypes();

/** Runs one test file. */
const lockstepRunner: CircusRunner = async (globalConfig, config, environment, jestRuntime, testPath, sendMessage) => {
  const { rootDir } = config;
  const { exploration, environment: environmentGlobs, code } = projectOptions(config.globals.lockstep);
  const runtime = (environment.global as Record<symbol, Runtime | undefined>)[RUNTIME];
  const setupFiles = withoutOwn(config.setupFilesAfterEnv);
  const records: CtestRecord[] = [];
  // Node counts what is covered by positions in a module as Jest compiles it.
  if (globalConfig.collectCoverage !== true) shareScripts(jestRuntime.executor, testPath);

  const isInstrumented = (path: string): boolean =>
    wasTransformed(path) || (runtime?.files() ?? []).some((file) => resolve(rootDir, file.name) === path);

  const functionsOf = (test: CircusTest): IterationFunctions | null => {
    const ctest = listener.ctestOf(test);
    if (ctest === undefined) return null;
    const { before, after } = eachHooks(test);
    return { body: ctest.body, before, after };
  };

  const bridge: Bridge = {
    testPath,
    rootDir,
    configured: exploration,
    injectGlobals: config.injectGlobals,
    test: null,
    defining: null,
    run: null,
    timeoutOf: null,
    get running() {
      return listener.state?.currentlyRunningTest ?? null;
    },
    configure: (given) => listener.configure(given),
    configuredFor: (test) => listener.configuredFor(test),
    functions: (ctest) => functionsOf(ctest.test) as IterationFunctions,
    freshFunctions: (ctest) => isolation.functions(ctest.test, listener.state as CircusState),
    uninstrumented: (loaded) => uninstrumentedFiles(loaded, rootDir, isInstrumented),
    isInstrumented,
    record: (record) => records.push(record),
  };
  const listener = new CircusListener(bridge);
  const isolation = new Isolation(jestRuntime, testPath, setupFiles, functionsOf);

  installBridge(environment.global, bridge);
  if (runtime !== undefined) {
    const classify = fileClassifier({
      rootDir,
      testMatch: config.testMatch,
      testRegex: config.testRegex,
      files: [testPath, ...withoutOwn(config.setupFiles), ...setupFiles],
      environment: environmentGlobs,
      code,
    });
    runtime.classifyFiles((name) => classify(resolve(rootDir, name)));
    makeMockedPromisesEnvironment(environment.moduleMocker, runtime);
    driveVirtualClock(environment, runtime);
    controlCoreModules(jestRuntime, runtime);
    tellLoading(jestRuntime, runtime);
    runtime.loadWorkersWith(workerLoader(jestRuntime, environment, runtime));
    runtime.loadFilesWith((path, name) => createRequire(path)(name));
  }
  const inherited = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = (event, state) => {
    listener.handle(event, state);
    return inherited?.(event, state);
  };

  const circus = loadCircus(rootDir);
  let result: unknown;
  try {
    result = await circus(globalConfig, config, environment, jestRuntime, testPath, sendMessage);
  } finally {
    runtime?.endContexts();
  }
  if (!(config.silent ?? globalConfig.silent ?? false)) {
    process.stderr.write(summary(relative(config.cwd, testPath), records));
  }
  return result;
};

export default lockstepRunner;
