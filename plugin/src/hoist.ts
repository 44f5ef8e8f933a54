// Where the generator of an async function can live. A generator function that is created at each call costs 1,400 to 3,900 ns (V8
// builds an initial map for it); a hoisted one 50 to 130 ns. So: the module, else a static private method of the class (for bodies
// that use private names), else the enclosing block, else inside the function. What the body captures is passed in front of its own
// arguments: as a value if it no longer changes, else as functions that read and write it (15 ns each).
//
// Not a private *instance* method: `this` may be a Proxy or another object, which has no such method.

import { types as t } from '@babel/core';
import type { Binding, Scope } from '@babel/traverse';
import { reader, writer } from './accessors';
import type { LexicalNames } from './frame';
import type { FunctionFacts } from './function-facts';
import { lexicalValues } from './lexical-values';
import type { Lowering } from './lowering';
import { isInHead, isStable } from './stable-capture';

export type Home = 'module' | 'strict module' | 'class' | 'block' | 'inner';

/** A value that the outer function passes to its generator in front of its own arguments. */
export interface Leading {
  readonly name: string;
  readonly value: t.Expression;
}

export interface Plan {
  readonly home: Home;
  readonly name: string;
  readonly leading: readonly Leading[];
  readonly lexical: LexicalNames;
  /** The body reads its own `arguments`, which are the generator's, because nothing is passed in front of them. */
  readonly ownArguments: boolean;
  /** The variables that the body uses through functions. */
  readonly accessors: ReadonlySet<Binding>;
}

export function planGenerator(node: t.Function, info: FunctionFacts, lowering: Lowering): Plan {
  const lexical = lexicalValues(info, lowering);
  const readsOwn = !info.arrow && info.usesArguments;
  let home = chooseHome(node, info, lowering);
  let captured = home.captured.flatMap((binding) => passed(binding, info, lowering));
  const passes = lexical.leading.length + captured.length > 0;
  // `arguments` of the outer function would not follow the parameters of the generator.
  if (readsOwn && passes && !info.strict && (node.params.length > 0 || info.lexical.writesArguments)) {
    home = inner(lowering);
    captured = [];
  }
  // Inside the function the names are visible that stand for the same values further out.
  const known = ({ name, value }: Leading) => home.kind === 'inner' && t.isIdentifier(value, { name });
  const leading: Leading[] = [...lexical.leading, ...captured].filter((value) => !known(value));
  let { argumentsName } = lexical.names;
  if (readsOwn && passes && home.kind !== 'inner') {
    argumentsName = lowering.names.shared('_arguments');
    leading.unshift({ name: argumentsName, value: t.identifier('arguments') });
  }
  const base = info.name.slice(info.name.lastIndexOf('.') + 1).replace(/[^\w$]/g, '');
  return {
    home: home.kind,
    name: lowering.names.made(`_${base === '' || base === 'anonymous' ? 'async' : base}`),
    leading,
    lexical: { ...lexical.names, argumentsName },
    ownArguments: readsOwn && argumentsName === null,
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
function passed(binding: Binding, info: FunctionFacts, lowering: Lowering): Captured[] {
  const known = lowering.frame.accessors.has(binding);
  if (!known && isPassable(binding, info, lowering)) {
    const { name } = binding.identifier;
    return [{ name, value: t.identifier(name), through: null }];
  }
  const { get, set } = lowering.accessor(binding);
  const use = info.captures.get(binding);
  const leading: Captured[] = [];
  if (use?.reads) leading.push({ name: get, value: known ? t.identifier(get) : reader(binding), through: binding });
  if (use?.writes)
    leading.push({ name: set, value: known ? t.identifier(set) : writer(binding, lowering), through: binding });
  return leading;
}

/** As a value, under its own name. */
function isPassable(binding: Binding, info: FunctionFacts, { facts }: Lowering): boolean {
  const { name } = binding.identifier;
  // No parameter of a generator has that name.
  if (name === 'yield') return false;
  const own = info.path.scope.getOwnBinding(name);
  return (own === undefined || own === binding) && isStable(binding, info, facts);
}

/** Beyond that many variables, functions for each of them at each call cost more than a generator function for each run of the block. */
const MOST_FUNCTIONS = 12;

interface HomeFound {
  readonly kind: Home;
  /** What is not visible there. */
  readonly captured: readonly Binding[];
  /** What is visible there through functions only. */
  readonly accessors: ReadonlySet<Binding>;
}

function chooseHome(node: t.Function, info: FunctionFacts, lowering: Lowering): HomeFound {
  const { block, classAccessors, facts } = lowering;
  if (info.dynamic || isEvalAround(info)) return inner(lowering);
  const all = [...info.captures.keys()];
  const owner = info.lexical.privateClass?.node ?? null;
  const ownerScope = owner && facts.scopeOf(owner, lowering.scope);
  const outside = (scope: Scope) => all.filter((binding) => !isWithin(scope, binding.scope));
  const canPass = (bindings: readonly Binding[]) =>
    bindings.every((binding) => !facts.binding(binding).inJsx || isPassable(binding, info, lowering));
  const isCheap = (bindings: readonly Binding[]) =>
    bindings.length <= MOST_FUNCTIONS ||
    bindings.filter((binding) => !isPassable(binding, info, lowering)).length <= MOST_FUNCTIONS;
  const isBlockGood =
    block !== null &&
    (ownerScope === null || isWithin(block.scope, ownerScope)) &&
    !info.inParameters &&
    block.strict === info.strict;
  if (owner === null || ownerScope === null) {
    const toBlock = isBlockGood && !isCheap(all) && isCheap(outside(block.scope));
    if (canPass(all) && !toBlock)
      return { kind: moduleHome(node, info, lowering), captured: all, accessors: new Set() };
  } else if (reachableName(info) !== null && !isInHead(info.path, ownerScope.path)) {
    const captured = outside(ownerScope);
    const accessors = classAccessors.get(owner) ?? new Set();
    if (canPass(captured)) return { kind: 'class', captured, accessors };
  }
  if (isBlockGood) {
    const captured = outside(block.scope);
    if (canPass(captured)) return { kind: 'block', captured, accessors: block.accessors };
  }
  return inner(lowering);
}

function inner(lowering: Lowering): HomeFound {
  return { kind: 'inner', captured: [], accessors: lowering.frame.accessors };
}

/** A strict body that moves to a sloppy module takes a directive along, which only simple parameters allow. */
function moduleHome(node: t.Function, info: FunctionFacts, { facts }: Lowering): Home {
  const directive =
    info.strict === facts.of(facts.program).strict || node.params.every((param) => t.isIdentifier(param));
  return directive ? 'module' : 'strict module';
}

/** A direct `eval` in a sloppy function around may declare variables that hide others. */
function isEvalAround(info: FunctionFacts): boolean {
  for (let fn = info.parent; fn !== null && fn.kind !== 'program'; fn = fn.parent)
    if (fn.dynamic && !fn.strict) return true;
  return false;
}

/** Whether `scope` is `other` or lies inside it. */
function isWithin(scope: Scope, other: Scope): boolean {
  for (let place: Scope | undefined = scope; place; place = place.parent) if (place === other) return true;
  return false;
}

/** The name by which the class of the private names can be reached from inside the function. */
export function reachableName({ path, lexical: { privateClass } }: FunctionFacts): string | null {
  const name = privateClass?.node.id?.name;
  // A parameter, or the own name of a function expression, hides it.
  if (privateClass === null || name === undefined || path.scope.hasOwnBinding(name)) return null;
  const found = path.scope.parent.getBinding(name);
  if (found === undefined || found.path.node !== privateClass.node) return null;
  return found.kind === 'local' || found.constantViolations.length === 0 ? name : null;
}
