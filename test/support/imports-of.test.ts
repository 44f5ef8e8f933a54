// No form of an import is overlooked.

import { importsOf } from './imports-of';

const targets = (code: string) => importsOf(code).map(({ target }) => target);

it.each([
  ['of values', "import { world } from './a';"],
  ['of the default', "import world from './a';"],
  ['of everything', "import * as all from './a';"],
  ['for side effects', "import './a';"],
  ['in double quotes', 'import { world } from "./a";'],
  ['without spaces', "import{world}from'./a';"],
  ['over several lines', "import {\n  world,\n  other,\n}\n  from\n  './a';"],
  ['with a comment in between', "import { world } /* from */ from /* './b' */ './a';"],
  ['of types', "import type { World } from './a';"],
  ['of a type among values', "import { type World } from './a';"],
  ['of a type named in place', "let world: import('./a').World;"],
  ['of a type of a module', "let world: typeof import('./a');"],
  ['as TypeScript has it for CommonJS', "import world = require('./a');"],
  ['exported again', "export { world } from './a';"],
  ['exported again as a whole', "export * from './a';"],
  ['exported again under a name', "export * as all from './a';"],
  ['of types, exported again', "export type { World } from './a';"],
  ['of all types, exported again', "export type * from './a';"],
  ['dynamic', "const world = () => import('./a');"],
  ['dynamic, in a template', 'const world = () => import(`./a`);'],
  ['by require', "const world = require('./a');"],
  ['by require, in a template', 'const world = require(`./a`);'],
  ['by require, far from its parenthesis', "const world = require\n(\n'./a'\n);"],
  ['by the module', "module.require('./a');"],
  ['of a path', "require.resolve('./a');"],
  ['of an address', "import.meta.resolve('./a');"],
  ['that adds to a module', "declare module './a' { interface World {} }"],
  ['by reference', '/// <reference path="./a" />'],
])('%s', (_, code) => {
  expect(targets(code)).toEqual(['./a']);
});

it.each([
  ['a name that is put together', "import('./' + name);"],
  ['a template with a hole', `require(\`./\${name}\`);`],
  ['another name of require', 'const load = require;'],
  ['a require of its own', 'const load = createRequire(place);'],
])('%s has no target', (_, code) => {
  expect(targets(code)).toContain(null);
});

it.each([
  ['a comment', "// import './a';"],
  ['a text', `const text = "import './a'; require('./b')";`],
  [
    'a property of that name',
    'const one = { require: 1 }; class Two { require() {} } interface Three { require: string }',
  ],
])('%s is no import', (_, code) => {
  expect(targets(code)).toEqual([]);
});

it('tells the line', () => {
  expect(importsOf("import a from './a';\n\nexport const b = () => import('./b');\n")).toEqual([
    { line: 1, target: './a' },
    { line: 3, target: './b' },
  ]);
});
