// Node's tests, each as the body of one undisturbed iteration. run.js says which, and reads what came of each from a file, line by line.

const { appendFileSync, readFileSync } = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');
const { types } = require('node:util');

const { tryIteration } = globalThis[Symbol.for('lockstep.runtime')].api;
const { NODE_TESTS_PARALLEL: folder, NODE_TESTS_LIST: list, NODE_TESTS_LOG: log } = process.env;

/** Jest's sandbox is a realm of its own. What Node and V8 make (DOMException, WebAssembly.Memory) is of another one. */
const MADE_OUTSIDE = {
  Error: (value) => types.isNativeError(value) || value instanceof DOMException,
  SharedArrayBuffer: types.isSharedArrayBuffer,
};
for (const [name, isOne] of Object.entries(MADE_OUTSIDE)) {
  const known = globalThis[name];
  // There are tests whose flags take it away.
  if (known === undefined) continue;
  const inherited = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(known, Symbol.hasInstance, {
    value(value) {
      return inherited.call(this, value) || (this === known && isOne(value));
    },
  });
}

/** Events of a process that tests listen to. */
const EVENTS = ['exit', 'beforeExit', 'uncaughtException', 'unhandledRejection', 'warning', 'worker'];

class ProcessExit extends Error {}

const tell = (entry) => appendFileSync(log, `${JSON.stringify(entry)}\n`);

function textOf(error) {
  try {
    return String(error?.stack ?? error).slice(0, 4000);
  } catch {
    return 'an error that has no text';
  }
}

/** The process as the test sees it: nothing that another one has left, arguments of its own, and an end that is not that of Jest. */
function prepareProcess(file) {
  const { argv, exit, emitWarning } = process;
  const env = { ...process.env };
  const cwd = process.cwd();
  // Each test multiplies it.
  const attempts = net.getDefaultAutoSelectFamilyAttemptTimeout();
  for (const event of EVENTS) process.removeAllListeners(event);
  process.chdir(folder);
  process.argv = [process.execPath, file];
  process.exitCode = undefined;
  process.exit = (code) => {
    process.exitCode = code ?? process.exitCode ?? 0;
    throw new ProcessExit(`process.exit(${code})`);
  };
  return () => {
    process.argv = argv;
    process.exit = exit;
    for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key];
    Object.assign(process.env, env);
    process.emitWarning = emitWarning;
    process.exitCode = undefined;
    process.chdir(cwd);
    net.setDefaultAutoSelectFamilyAttemptTimeout(attempts);
    for (const event of EVENTS) process.removeAllListeners(event);
  };
}

/** Tells the listeners that check what was called. @returns what they print */
function exitWith(code) {
  const { log } = console;
  let said = '';
  console.log = (...values) => {
    said += `${values.join(' ')}\n`;
  };
  try {
    process.emit('beforeExit', code);
    process.emit('exit', code);
  } catch (error) {
    if (!(error instanceof ProcessExit)) throw error;
  } finally {
    console.log = log;
  }
  return said.slice(0, 2000);
}

/** @returns null, or what is wrong, as text */
async function outcomeOf(file) {
  const restore = prepareProcess(file);
  try {
    // The body never ends by itself. When nothing is left that could go on, the test is over; that is told as a deadlock.
    const { failure } = await tryIteration(
      () => {
        jest.isolateModules(() => require(file));
        return new Promise(() => {});
      },
      { timeBudget: 0, uncontrolledTimeout: 2000, syncTimeout: 10_000 },
    );
    const { error } = failure ?? {};
    if (failure !== null && !failure.kind.endsWith('deadlock') && !(error instanceof ProcessExit))
      return `${failure.kind}: ${textOf(error)}`;
    const code = process.exitCode ?? 0;
    const said = exitWith(code);
    const last = process.exitCode ?? code;
    return Number(last) === 0 ? null : `exit code ${last}\n${said}`;
  } catch (error) {
    return textOf(error);
  } finally {
    restore();
  }
}

for (const name of JSON.parse(readFileSync(list, 'utf8')))
  test(name, async () => {
    tell({ name });
    tell({ name, error: await outcomeOf(join(folder, name)) });
  }, 120_000);
