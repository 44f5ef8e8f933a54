// Where the generator of an async function can live. A generator function that is created at each call costs 1,400 to 3,900 ns (V8
// builds an initial map for it); a hoisted one 50 to 130 ns. So: the module, else a static private method of the class (for bodies
// that use private names), else the enclosing block, else inside the function.
//
// Not a private *instance* method: `this` may be a Proxy or another object, which has no such method.

import type { types as t } from '@babel/core';
import { element, identifier, nothing } from './nodes';
import type { Rewriter } from './rewriter';
import { type Binding, type FunctionInfo, isStable, type Scope } from './scope';

export type Home = 'module' | 'class' | 'block' | 'inner';

/** A value that the outer function passes to its generator in front of its own arguments. */
export interface Leading {
  readonly name: string;
  readonly value: t.Expression;
}

export interface Plan {
  readonly home: Home;
  readonly name: string;
  readonly leading: readonly Leading[];
  /** The body reads its own `arguments`, which are the generator's, because nothing is passed in front of them. */
  readonly ownArguments: boolean;
  readonly argumentsName: string | null;
  readonly newTarget: t.Expression | null;
  readonly superGet: string | null;
  readonly superSet: string | null;
}

const MOST_LEADING = 10;

export function planGenerator(node: t.Function, info: FunctionInfo, rewriter: Rewriter): Plan {
  const lexical = lexicalValues(info, rewriter);
  const { home, captured } = chooseHome(node, info, rewriter);
  const leading: Leading[] = [...lexical.leading, ...captured.map(({ name }) => ({ name, value: identifier(name) }))];
  let { argumentsName } = lexical;
  const readsOwn = !info.arrow && info.usesArguments;
  if (readsOwn && leading.length > 0) {
    argumentsName = rewriter.shared('_arguments');
    leading.unshift({ name: argumentsName, value: identifier('arguments') });
  }
  const base = info.name.slice(info.name.lastIndexOf('.') + 1).replace(/[^\w$]/g, '');
  return {
    home,
    name: rewriter.name(`_${base === '' || base === 'anonymous' ? 'async' : base}`),
    leading,
    ownArguments: readsOwn && argumentsName === null,
    argumentsName,
    newTarget: lexical.newTarget,
    superGet: lexical.superGet,
    superSet: lexical.superSet,
  };
}

/** What an arrow function takes from the function around it and a method from its class, other than `this`. */
function lexicalValues(info: FunctionInfo, rewriter: Rewriter) {
  const { frame } = rewriter;
  const leading: Leading[] = [];
  const pass = (wanted: string, value: t.Expression): string => {
    const name = rewriter.shared(wanted);
    leading.push({ name, value });
    return name;
  };
  let argumentsName: string | null = null;
  // An ordinary async function is never called by `new`.
  let newTarget: t.Expression | null = info.arrow ? null : nothing();
  if (info.arrow) {
    if (info.usesArguments) argumentsName = pass('_arguments', identifier(frame.argumentsName ?? 'arguments'));
    if (info.usesNewTarget) newTarget = identifier(pass('_newTarget', frame.newTarget ?? metaNewTarget()));
  }
  const superGet = info.readsSuper
    ? pass('_super', frame.superGet === null ? superReader() : identifier(frame.superGet))
    : null;
  const superSet = info.writesSuper
    ? pass('_setSuper', frame.superSet === null ? superWriter() : identifier(frame.superSet))
    : null;
  return { leading, argumentsName, newTarget, superGet, superSet };
}

function chooseHome(node: t.Function, info: FunctionInfo, rewriter: Rewriter): { home: Home; captured: Binding[] } {
  const { block } = rewriter;
  const all = [...info.captures];
  if (!info.dynamic) {
    const own = ownBindings(node, rewriter);
    const passable = (bindings: Binding[]): boolean =>
      bindings.length <= MOST_LEADING && bindings.every((b) => isStable(b, info) && !own.has(b.name));
    if (info.privateClass === null) {
      if (passable(all) && canBecomeStrict(node, info, rewriter)) return { home: 'module', captured: all };
    } else if (reachableName(info) !== null) {
      const { scope } = info.privateClass;
      const captured = all.filter((binding) => !scope.isWithin(binding.scope));
      if (passable(captured)) return { home: 'class', captured };
    }
    if (block !== null && isInside(info, block.scope) && !info.inParameters) {
      const captured = all.filter((binding) => !block.scope.isWithin(binding.scope));
      if (passable(captured)) return { home: 'block', captured };
    }
  }
  return { home: 'inner', captured: [] };
}

/** Names that the body declares beside the parameters, which a value passed in front could hide or clash with. */
function ownBindings(node: t.Function, rewriter: Rewriter): ReadonlySet<string> {
  const scope = rewriter.analysis.scopes.get(node.body);
  return new Set(scope?.bindings.keys());
}

/** A block can hold the generator if it sees the private names that the body uses. */
function isInside(info: FunctionInfo, scope: Scope): boolean {
  return info.privateClass === null || scope.isWithin(info.privateClass.scope);
}

/** A strict body that moves to a sloppy module takes a directive along, which simple parameters only allow. */
function canBecomeStrict(node: t.Function, info: FunctionInfo, rewriter: Rewriter): boolean {
  return info.strict === rewriter.analysis.program.strict || node.params.every(({ type }) => type === 'Identifier');
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

function metaNewTarget(): t.MetaProperty {
  return { type: 'MetaProperty', meta: identifier('new'), property: identifier('target') };
}

function superReader(): t.ArrowFunctionExpression {
  return arrow([identifier('k')], element({ type: 'Super' }, identifier('k')));
}

function superWriter(): t.ArrowFunctionExpression {
  return arrow([identifier('k'), identifier('v')], {
    type: 'AssignmentExpression',
    operator: '=',
    left: element({ type: 'Super' }, identifier('k')),
    right: identifier('v'),
  });
}

function arrow(params: t.Identifier[], body: t.Expression): t.ArrowFunctionExpression {
  return { type: 'ArrowFunctionExpression', params, body, async: false, expression: true };
}
