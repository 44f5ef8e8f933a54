// Runs one test in one mode: plainly, or compiled by the plugin outside or inside an iteration.

const { existsSync, readFileSync } = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const vm = require('node:vm');
const { transformSync } = require('@babel/core');
const { frontMatter, variants } = require('./frontmatter');
const { SIMULATED } = require('./agents');
const { makeRealm } = require('./realm');

const PLUGIN = require.resolve('babel-plugin-lockstep');
/** Everything is compiled in deep mode, and run as a function of it; see run.js. */
const DEEP = process.env.TEST262_DEEP === '1';
/** Longest that a test may wait for what never comes, in milliseconds. */
const PATIENCE = 3000;

function compile(code, filename, sourceType) {
  const { code: made } = transformSync(code, {
    babelrc: false,
    configFile: false,
    filename,
    sourceType,
    compact: false,
    parserOpts: { createParenthesizedExpressions: false },
    plugins: [[PLUGIN, DEEP ? { runtime: 'global', deep: true } : { runtime: 'global' }]],
  });
  return made;
}

class Execution {
  constructor(checkout, compiled) {
    this.checkout = checkout;
    this.compiled = compiled;
    this.realm = makeRealm(compiled);
    this.modules = new Map();
    this.done = new Promise((resolveDone, rejectDone) => {
      this.finish = resolveDone;
      this.fail = rejectDone;
    });
    this.done.catch(() => {});
    this.realm.global.print = (line) => {
      if (line === 'Test262:AsyncTestComplete') this.finish();
      else if (line.startsWith('Test262:AsyncTestFailure:'))
        this.fail(new Error(line.slice('Test262:AsyncTestFailure:'.length)));
    };
    this.import = (specifier, referrer) => this.importModule(specifier, referrer);
  }

  text(code, filename, sourceType) {
    return this.compiled ? compiledText(code, filename, sourceType) : code;
  }

  script(code, filename) {
    // Node keeps the realm of a script that may import.
    const imports = /\bimport\b|eval|Function/.test(code) && !filename.startsWith(join(this.checkout, 'harness'));
    const script = new vm.Script(this.text(code, filename, 'script'), {
      filename,
      ...(imports && { importModuleDynamically: (specifier) => this.importModule(specifier, filename) }),
    });
    return script.runInContext(this.realm.context, { timeout: PATIENCE });
  }

  /** The value of a function expression; what is made beside it when it is compiled is seen by nobody else. */
  function(code, filename) {
    const text = this.text(`exports.value = ${code};`, filename, 'script');
    const wrapped = `(function (exports) {${text}\n;return exports.value;})({})`;
    return vm.runInContext(wrapped, this.realm.context, { filename });
  }

  harness(name) {
    this.script(readFileSync(join(this.checkout, 'harness', name), 'utf8'), join(this.checkout, 'harness', name));
  }

  module(path) {
    let module = this.modules.get(path);
    if (module === undefined) this.modules.set(path, (module = this.load(path, readFileSync(path, 'utf8'))));
    return module;
  }

  load(path, code) {
    const { context } = this.realm;
    if (path.endsWith('.json'))
      return new vm.SyntheticModule(
        ['default'],
        function () {
          this.setExport('default', JSON.parse(code));
        },
        { identifier: path, context },
      );
    return new vm.SourceTextModule(this.text(code, path, 'module'), {
      identifier: path,
      context,
      initializeImportMeta: () => {},
      importModuleDynamically: (specifier) => this.importModule(specifier, path),
    });
  }

  find(specifier, referrer) {
    const path = resolve(dirname(referrer), specifier);
    if (!existsSync(path)) throw new Error(`Cannot find ${specifier}`);
    return this.module(path);
  }

  async importModule(specifier, referrer) {
    const module = this.find(String(specifier), referrer);
    if (module.status === 'unlinked') await module.link((name, { identifier }) => this.find(name, identifier));
    await module.evaluate();
    return module;
  }

  async runModule(path, code) {
    const module = this.load(path, code);
    this.modules.set(path, module);
    await module.link((name, { identifier }) => this.find(name, identifier));
    await module.evaluate({ timeout: PATIENCE });
  }
}

const texts = new Map();

/** Harness files and tests are compiled once for both modes. */
function compiledText(code, filename, sourceType) {
  const key = `${sourceType}\0${filename}\0${code}`;
  let text = texts.get(key);
  if (text === undefined) {
    if (texts.size > 500) texts.clear();
    texts.set(key, (text = compile(code, filename, sourceType)));
  }
  return text;
}

function overdue() {
  let timer;
  const promise = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('$DONE was not called')), PATIENCE);
  });
  return { promise, cancel: () => clearTimeout(timer) };
}

/** @throws what the test throws */
async function runVariant(checkout, path, variant, mode, schedule = {}) {
  const file = join(checkout, 'test', path);
  const source = readFileSync(file, 'utf8');
  const { flags, includes, negative } = frontMatter(source);
  const isAsync = flags.includes('async');
  const execution = new Execution(checkout, mode !== 'plain');
  if (!flags.includes('raw')) {
    execution.harness('assert.js');
    execution.harness('sta.js');
    if (isAsync) execution.harness('doneprintHandle.js');
    for (const name of includes) execution.harness(name);
  }
  const code = variant === 'strict' ? `"use strict";\n${source}` : source;
  const limit = overdue();
  try {
    if (variant === 'module') await Promise.race([execution.runModule(file, code), limit.promise]);
    else if (mode === 'inside') {
      const shares = SHARES.test(path);
      const body = shares
        ? bodyOfAgents(execution, code, file)
        : DEEP
          ? execution.function(`function () {${code}\n}`, file)
          : () => execution.script(code, file);
      const maxSteps = shares ? MOST_STEPS : undefined;
      await Promise.race([inside(execution, body, isAsync, { ...schedule, maxSteps }), limit.promise]);
    } else execution.script(code, file);
    if (isAsync && (mode !== 'inside' || variant === 'module')) await Promise.race([execution.done, limit.promise]);
  } catch (error) {
    if (negative === null) throw error;
    if (error?.name === negative.type || error?.constructor?.name === negative.type) return;
    throw error;
  } finally {
    limit.cancel();
    await execution.realm.end();
  }
  if (negative !== null) throw new Error(`expected a ${negative.type}`);
}

/** Tests whose agents share memory: the main one stops in them, too. */
const SHARES = /^built-ins\/(?:Atomics|SharedArrayBuffer)\//;

/** The script as a function of deep mode, with agents of the iteration. */
function bodyOfAgents(execution, code, file) {
  const { realm } = execution;
  const compile = (script) => execution.function(`/* Atomics */ function ($262) {${script}\n}`, `${file}:agent`);
  const simulated = execution.function(SIMULATED, join(__dirname, 'agents.js'))(realm.spawn, compile);
  Object.assign(realm.host.agent, simulated);
  // Set up once more: it binds what it finds.
  if (realm.host.agent.getReportAsync !== undefined) execution.harness('atomicsHelper.js');
  return execution.function(`/* Atomics */ function () {${code}\n}`, file);
}

/** Calls the function as the body of an iteration, in the default order. */
async function inside(execution, main, isAsync, options = {}) {
  const { runtime, global } = execution.realm;
  const waiting = () => {
    if (!isAsync) return undefined;
    const { promise, resolve: finish, reject } = withResolvers(runtime.Promise);
    execution.finish = finish;
    execution.fail = reject;
    return promise;
  };
  const body = runtime.twin(
    () => {
      const ends = waiting();
      main.call(global);
      return ends;
    },
    function* () {
      const ends = waiting();
      const called = runtime.into(global, main, [], 'main');
      if (runtime.d.in) yield* called;
      return ends;
    },
  );
  const { failure } = await runtime.api.tryIteration(body, {
    model: 'host',
    timeBudget: 0,
    uncontrolledTimeout: 500,
    dataRaces: 'off',
    ...options,
  });
  if (failure === null) return;
  // Of a rejection that the test leaves unhandled Node tells at the end, too.
  if (failure.kind === 'unhandled-rejection' && !isAsync) return;
  throw failure.error ?? new Error(failure.kind);
}

function withResolvers(Constructor) {
  const parts = {};
  parts.promise = new Constructor((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

/** Who turns in a loop for longer than that turns for ever. */
const MOST_STEPS = 2_000;

/** The first iterations of every exploration are in the default order. */
const RANDOM = 2;

/** How many schedules are tried. */
const SCHEDULES = 5;

/**
 * Whether a test of agents passes under some schedule: it takes for granted that all of them go on, though one turns in a loop, which the default order
 * does not promise, and that none sleeps through what the others do, which chance does not.
 */
async function passesFairly(checkout, path, variant) {
  for (let seed = 1; seed <= SCHEDULES; seed++)
    try {
      await runVariant(checkout, path, variant, 'inside', { strategy: 'random', seed, iteration: RANDOM });
      return true;
    } catch {}
  return false;
}

/** @returns null, or what was thrown, as text */
async function runTest(checkout, path, mode) {
  const source = readFileSync(join(checkout, 'test', path), 'utf8');
  for (const variant of variants(frontMatter(source))) {
    try {
      await runVariant(checkout, path, variant, mode);
    } catch (error) {
      if (mode === 'inside' && source.includes('$262.agent') && (await passesFairly(checkout, path, variant))) continue;
      return `${variant}: ${textOf(error)}`;
    }
  }
  return null;
}

function textOf(error) {
  try {
    return String(error?.name ? `${error.name}: ${error.message}` : error)
      .split('\n')[0]
      .slice(0, 300);
  } catch {
    return 'an error that has no text';
  }
}

module.exports = { runTest };
