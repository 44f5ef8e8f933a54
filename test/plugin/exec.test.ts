// The transformed program does what the original does: results, errors, logs and the order of ticks, over every position of `await`
// and every form of function. The judge is the running Node; the runtime is the real one, outside an iteration.

import { runtime } from '../../src/runtime';
import { cases, execute, usingCases } from './fixtures/exec-cases';
import { compile } from './transform';

const lowering = [
  '@babel/plugin-transform-async-generator-functions',
  '@babel/plugin-transform-async-to-generator',
  '@babel/plugin-transform-regenerator',
];

afterEach(() => {
  runtime.t.on = false;
});

describe.each([...new Set(cases.map(({ group }) => group))])('%s', (group) => {
  test.each(cases.filter((entry) => entry.group === group))('$name', async ({ code, name }) => {
    const expected = await execute(code);
    const transformed = compile(code, { sourceType: 'script' }).code;
    expect(transformed).toContain('lockstep.runtime');
    expect(await execute(transformed)).toEqual(expected);

    // The engine converts an object that is a key once more, to record the value.
    if (name === 'keys converted once') return;
    runtime.t.on = true;
    expect(await execute(transformed)).toEqual(expected);
  });
});

test.each(cases.filter(({ group }) => group !== 'capturedVariables'))(
  '$name, where other plugins lower async functions',
  async ({ code }) => {
    const shielded = compile(code, { sourceType: 'script', plugins: lowering }).code;
    expect(shielded).not.toContain('asyncToGenerator');
    expect(await execute(shielded)).toEqual(await execute(code));
  },
);

test.each(usingCases)('using: $name', async ({ code, expected }) => {
  const transformed = compile(code, { sourceType: 'script' }).code;
  expect(transformed).toContain('_$.disposables()');
  expect(await execute(transformed)).toEqual(expected);
});

test('code that was down-levelled before runs on the controlled Promise', async () => {
  const source =
    'module.exports = async (log) => { const f = async (x) => { log(x); return await x; }; return [await f(1), f(2) instanceof Promise]; };';
  const { transformSync } = jest.requireActual<typeof import('@babel/core')>('@babel/core');
  const old = transformSync(source, {
    configFile: false,
    babelrc: false,
    sourceType: 'script',
    plugins: lowering.slice(1),
  });
  const code = compile(old?.code ?? '', { sourceType: 'script' }).code;
  expect(code).toMatch(/new _\$\.Promise/);
  expect(await execute(code)).toEqual(await execute(source));
});

test("TypeScript's __awaiter runs on the controlled Promise", async () => {
  const awaiter = `
    var __awaiter = function (thisArg, _arguments, P, generator) {
      function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
      return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
      });
    };
    module.exports = (log) => __awaiter(void 0, void 0, void 0, function* () { log(yield 1); return (yield 2) + 1; });`;
  const code = compile(awaiter, { sourceType: 'script' }).code;
  expect(code).toMatch(/P = _\$\.Promise/);
  expect(await execute(code)).toEqual({ logged: [1], value: 3 });
});
