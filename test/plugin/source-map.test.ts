// Positions: what V8 says of the transformed code, taken through the source map, is where the user's code threw; and sites are where
// the source says.

import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import '../../src/runtime';
import { compile } from './transform';

/** Runs `code`, which exports an async function, and returns the original positions of the first frames of what it throws. */
async function positionsOfError(code: string, frames = 1): Promise<string[]> {
  const { code: transformed, map } = compile(code, { sourceType: 'script' });
  const trace = new TraceMap(map as never);
  const module = { exports: async (): Promise<unknown> => undefined };
  // `new Function` puts two lines in front.
  new Function('module', `${transformed}\n//# sourceURL=transformed.js`)(module);
  const error = await module.exports().catch((thrown: unknown) => thrown);
  const found = [...String((error as Error).stack).matchAll(/transformed\.js:(\d+):(\d+)/g)];
  return found.slice(0, frames).map(([, line, column]) => {
    const original = originalPositionFor(trace, { line: Number(line) - 2, column: Number(column) - 1 });
    return `${original.line}:${original.column}`;
  });
}

const line = (...lines: string[]) => lines.join('\n');

test('a throw in the middle of an async method', async () => {
  const code = line(
    'class Repo {',
    '  async load(id) {',
    '    const row = await this.find(id);',
    '    if (row === null) throw new Error("no row");',
    '    return row;',
    '  }',
    '  async find() { return null; }',
    '}',
    'module.exports = () => new Repo().load(1);',
  );
  expect(await positionsOfError(code)).toEqual(['4:28']);
});

test('a call that fails between two tracked accesses', async () => {
  const code = line(
    'module.exports = async () => {',
    '  const state = await Promise.resolve({ count: 1 });',
    '  state.count = state.count + 1;',
    '  state.sum = state.next.count; state.other();',
    '};',
  );
  expect(await positionsOfError(code)).toEqual(['4:25']);
});

test('a getter that throws while a chain is read', async () => {
  const code = line(
    'const o = { get broken() { throw new Error("x"); } };',
    'module.exports = async () => {',
    '  await 0;',
    '  return [o.broken];',
    '};',
  );
  expect(await positionsOfError(code, 2)).toEqual(['1:33', '4:12']);
});

test('an arrow whose body is an expression', async () => {
  expect(await positionsOfError('module.exports = async () =>\n  (await 1).x.y;')).toEqual(['2:14']);
});

test('the frame of the function that was called first', async () => {
  const code = line('module.exports = go;', 'async function go() {', '  return nothing();', '}');
  expect(await positionsOfError(code, 2)).toEqual(['3:2', '2:0']);
});
