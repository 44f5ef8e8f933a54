// One function can be lowered more than once, in different ways, from the same source: nodes are built, facts belong to the source, and
// a place in the source has one site.

import { type NodePath, parseSync, types as t, transformFromAstSync, traverse } from '@babel/core';
import { type Lowered, lower } from '../../plugin/src/lower';
import { Lowering } from '../../plugin/src/lowering';
import { readOptions } from '../../plugin/src/options';
import { programFacts } from '../../plugin/src/program-facts';
import { SiteTable } from '../../plugin/src/site-table';
import { fieldsWithCode } from '../../plugin/src/syntax';
import { visitors } from '../../plugin/src/visitors';

/** The first statement of `code`, a function, ready to be lowered. */
function prepare(code: string) {
  const file = parseSync(code, { configFile: false, babelrc: false, sourceType: 'script' }) as t.File;
  let program: NodePath<t.Program> | undefined;
  traverse(file, { Program: (path) => void (program = path) });
  const babel = { fields: fieldsWithCode(t.VISITOR_KEYS), scopes: () => traverse.cache.scope };
  const known = programFacts(program as NodePath<t.Program>, null, babel);
  const sites = new SiteTable(code);
  const lowering = new Lowering(known, readOptions({ runtime: 'global' }), sites, visitors, babel.fields);
  return { file, sites, lowering, node: file.program.body[0] as t.FunctionDeclaration };
}

function print({ params, body }: Lowered): string {
  const made = t.functionExpression(null, params as t.Identifier[], body as t.BlockStatement);
  const program = t.program([t.expressionStatement(made)]);
  const printed = transformFromAstSync(program, '', { configFile: false, babelrc: false })?.code ?? '';
  return printed.replace(/\s+/g, ' ').replace(/^\(|\);$/g, '');
}

const code =
  'async function f(o, k = 1) { let n = o.n; const g = () => n; while (o.busy) n += await o.next(k); return g(); }';

test('plain and as a generator', () => {
  const { lowering, node } = prepare(code);
  expect(print(lower(node, 'plain', lowering))).toBe(
    'function (o, k = 1) { var _turns = 0; let n = (_t.on && _r(o, "n", 0), o.n); ' +
      'const g = () => (_t.on && _v("n@1", false, n, 1), n); ' +
      'while (_t.on && _r(o, "busy", 2), o.busy) { ' +
      '(_turns = _turns + 1 & 65535) || _$.loop(_s + 5); ' +
      '_t.on && _v("n@1", false, n, 3), n += await o.next(k), _t.on && _v("n@1", true, n, 4); } return g(); }',
  );
  expect(print(lower(node, 'generator', lowering))).toBe(
    'function (o, k = 1) { var _turns = 0; let n = (_t.on && _r(o, "n", 0), o.n); ' +
      'const g = () => (_t.on && _v("n@1", false, n, 1), n); ' +
      'while (_t.on && _r(o, "busy", 2), o.busy) { ' +
      '(_turns = _turns + 1 & 65535) || _$.loop(_s + 5); ' +
      '_t.on && _v("n@1", false, n, 3), n += yield _$.at(o.next(k), _s + 6), _t.on && _v("n@1", true, n, 4); } return g(); }',
  );
});

test('the second time adds no sites but those that the first form does not have', () => {
  const { lowering, node, sites } = prepare(code);
  lower(node, 'generator', lowering);
  const { size } = sites;
  lower(node, 'plain', lowering);
  lower(node, 'generator', lowering);
  expect(sites.size).toBe(size);
});

test('the same form comes out in whatever order', () => {
  const forms = (modes: readonly ('plain' | 'generator')[]) => {
    const { lowering, node } = prepare(code.replace('await o.next(k)', 'o.next(k)'));
    return modes.map((mode) => [mode, print(lower(node, mode, lowering))]).sort();
  };
  expect(forms(['plain', 'generator'])).toEqual(forms(['generator', 'plain']));
});

test('the source stays as it was', () => {
  const { lowering, node, file } = prepare(code);
  const before = JSON.stringify(file.program);
  lower(node, 'plain', lowering);
  lower(node, 'generator', lowering);
  expect(JSON.stringify(file.program)).toBe(before);
});

test('functions inside are lowered anew, under names of their own', () => {
  const { lowering, node } = prepare('function f() { const g = async () => { await 1; }; return g; }');
  expect(print(lower(node, 'plain', lowering))).toContain('const g = () => _$.run(_g(), _s + 0);');
  expect(print(lower(node, 'generator', lowering))).toContain('const g = () => _$.run(_g2(), _s + 0);');
});
