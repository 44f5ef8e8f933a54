// Where the generator of an async function can live. A generator function that is created at each call costs 1,400 to 3,900 ns (V8
// builds an initial map for it); a hoisted one 50 to 130 ns. So: the module, else a static private method of the class (for bodies
// that use private names), else the enclosing block, else inside the function. What the body captures is passed in front of its own
// arguments: as a value if it no longer changes, else as functions that read and write it (15 ns each).
//
// Not a private *instance* method: `this` may be a Proxy or another object, which has no such method.

import type { types as t } from '@babel/core';
import { reader, writer } from './accessors';
import { type Lexical, lexicalValues } from './lexical-values';
import { identifier } from './nodes';
import type { Rewriter } from './rewriter';
import { type Binding, type FunctionInfo, isStable, type Scope } from './scope';

export type Home = 'module' | 'strict module' | 'class' | 'block' | 'inner';

/** A value that the outer function passes to its generator in front of its own arguments. */
export interface Leading {
  readonly name: string;
  readonly value: t.Expression;
}

export interface Plan extends Omit<Lexical, 'leading'> {
  readonly home: Home;
  readonly name: string;
  readonly leading: readonly Leading[];
  /** The body reads its own `arguments`, which are the generator's, because nothing is passed in front of them. */
  readonly ownArguments: boolean;
  /** The variables that the body uses through functions. */
  readonly accessors: ReadonlySet<Binding>;
}

export function planGenerator(node: t.Function, info: FunctionInfo, rewriter: Rewriter): Plan {
  const lexical = lexicalValues(info, rewriter);
  const readsOwn = !info.arrow && info.usesArguments;
  let home = chooseHome(node, info, rewriter);
  let captured = home.captured.flatMap((binding) => passed(binding, node, info, rewriter));
  const passes = lexical.leading.length + captured.length > 0;
  // `arguments` of the outer function would not follow the parameters of the generator.
  if (readsOwn && passes && !info.strict && node.params.length > 0) {
    home = inner(rewriter);
    captured = [];
  }
  // Inside the function the names are visible that stand for the same values further out.
  const known = ({ name, value }: Leading) =>
    home.kind === 'inner' && value.type === 'Identifier' && value.name === name;
  const leading: Leading[] = [...lexical.leading, ...captured].filter((value) => !known(value));
  let { argumentsName } = lexical;
  if (readsOwn && passes && home.kind !== 'inner') {
    argumentsName = rewriter.shared('_arguments');
    leading.unshift({ name: argumentsName, value: identifier('arguments') });
  }
  const base = info.name.slice(info.name.lastIndexOf('.') + 1).replace(/[^\w$]/g, '');
  return {
    ...lexical,
    home: home.kind,
    name: rewriter.name(`_${base === '' || base === 'anonymous' ? 'async' : base}`),
    leading,
    ownArguments: readsOwn && argumentsName === null,
    argumentsName,
    accessors: new Set([
      ...home.accessors,
      ...captured.map(({ through }) => through).filter((found) => found !== null),
    ]),
  };
}

interface Captured extends Leading {
  /** The variable if functions are passed. */
  readonly through: Binding | null;
}

/** How a captured variable reaches the generator. */
function passed(binding: Binding, node: t.Function, info: FunctionInfo, rewriter: Rewriter): Captured[] {
  const known = rewriter.frame.accessors.has(binding);
  if (!known && isPassable(binding, node, info, rewriter))
    return [{ name: binding.name, value: identifier(binding.name), through: null }];
  const { get, set } = rewriter.accessor(binding);
  const use = info.captures.get(binding);
  const leading: Captured[] = [];
  if (use?.reads) leading.push({ name: get, value: known ? identifier(get) : reader(binding), through: binding });
  if (use?.writes)
    leading.push({ name: set, value: known ? identifier(set) : writer(binding, rewriter), through: binding });
  return leading;
}

/** As a value, under its own name. */
function isPassable(binding: Binding, node: t.Function, info: FunctionInfo, rewriter: Rewriter): boolean {
  return isStable(binding, info) && !rewriter.analysis.scopes.get(node.body)?.bindings.has(binding.name);
}

/** Beyond that many variables, functions for each of them at each call cost more than a generator function for each run of the block. */
const MOST_FUNCTIONS = 12;

interface Place {
  readonly kind: Home;
  /** What is not visible there. */
  readonly captured: readonly Binding[];
  /** What is visible there through functions only. */
  readonly accessors: ReadonlySet<Binding>;
}

function chooseHome(node: t.Function, info: FunctionInfo, rewriter: Rewriter): Place {
  const { block, classAccessors } = rewriter;
  if (info.dynamic || isEvalAround(info)) return inner(rewriter);
  const all = [...info.captures.keys()];
  const outside = (scope: Scope) => all.filter((binding) => !scope.isWithin(binding.scope));
  const canPass = (bindings: readonly Binding[]) =>
    bindings.every((binding) => !binding.inJsx || isPassable(binding, node, info, rewriter));
  const isCheap = (bindings: readonly Binding[]) =>
    bindings.length <= MOST_FUNCTIONS ||
    bindings.filter((binding) => !isPassable(binding, node, info, rewriter)).length <= MOST_FUNCTIONS;
  const isBlockGood =
    block !== null && isInside(info, block.scope) && !info.inParameters && block.scope.fn.strict === info.strict;
  if (info.privateClass === null) {
    const toBlock = isBlockGood && !isCheap(all) && isCheap(outside(block.scope));
    if (canPass(all) && !toBlock)
      return { kind: moduleHome(node, info, rewriter), captured: all, accessors: new Set() };
  } else if (reachableName(info) !== null) {
    const captured = outside(info.privateClass.scope);
    const accessors = classAccessors.get(info.privateClass.node) ?? new Set();
    if (canPass(captured)) return { kind: 'class', captured, accessors };
  }
  if (isBlockGood) {
    const captured = outside(block.scope);
    if (canPass(captured)) return { kind: 'block', captured, accessors: block.accessors };
  }
  return inner(rewriter);
}

function inner(rewriter: Rewriter): Place {
  return { kind: 'inner', captured: [], accessors: rewriter.frame.accessors };
}

/** A strict body that moves to a sloppy module takes a directive along, which only simple parameters allow. */
function moduleHome(node: t.Function, info: FunctionInfo, rewriter: Rewriter): Home {
  const directive =
    info.strict === rewriter.analysis.program.strict || node.params.every(({ type }) => type === 'Identifier');
  return directive ? 'module' : 'strict module';
}

/** A direct `eval` in a sloppy function around may declare variables that hide others. */
function isEvalAround(info: FunctionInfo): boolean {
  for (let fn = info.parent; fn !== null && fn.kind !== 'program'; fn = fn.parent)
    if (fn.dynamic && !fn.strict) return true;
  return false;
}

/** A block can hold the generator if it sees the private names that the body uses. */
function isInside(info: FunctionInfo, scope: Scope): boolean {
  return info.privateClass === null || scope.isWithin(info.privateClass.scope);
}

/** The name by which the class of the private names can be reached from inside the function. */
export function reachableName(info: FunctionInfo): string | null {
  const owner = info.privateClass;
  const name = owner?.node.id?.name;
  if (owner == null || name === undefined) return null;
  const found = info.outerScope?.lookup(name) ?? null;
  if (found === null) return null;
  if (found.kind === 'self') return found.scope === owner.scope ? name : null;
  return found.kind === 'class' && !found.assigned && found.scope === owner.scope.parent ? name : null;
}
