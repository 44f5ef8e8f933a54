// Captured variables that may still change: a hoisted generator gets functions that read and write them where they are.
//
//   let n = 0; const task = async () => { n = n + 1; }
//   let n = 0; const task = () => _$.run(_task(() => n, _value => n = _value), _s)
//   function* _task(_n, _set_n) { _set_n(_n() + 1) }
//
// What the variable's own place makes of it stays: the temporal dead zone, assignment to constants, what `eval` does to it.

import type { types as t } from '@babel/core';
import { assign, binary, call, element, identifier, member, positioned, sequence, string, verbatim } from './nodes';
import type { Rewriter } from './rewriter';
import type { Binding } from './scope';

/** The names that stand for a variable in the generators that it is passed to. */
export interface Accessor {
  readonly get: string;
  readonly set: string;
}

/** The accessor by which the name must be used here, or null where the name itself is good. */
export function accessorOf(node: t.Node, rewriter: Rewriter): Accessor | null {
  if (node.type !== 'Identifier' || rewriter.frame.accessors.size === 0) return null;
  const binding = rewriter.binding(node) ?? rewriter.analysis.uses.written.get(node);
  return binding != null && rewriter.frame.accessors.has(binding) ? rewriter.accessor(binding) : null;
}

/** The functions to be passed, made where the variable is visible. */
export function reader({ name }: Binding): t.Expression {
  return verbatim(`() => ${name}`);
}

export function writer({ name }: Binding, rewriter: Rewriter): t.Expression {
  const value = rewriter.shared('_value');
  return verbatim(`${value} => ${name} = ${value}`);
}

export function readThrough({ get }: Accessor, node: t.Node): t.Expression {
  return positioned(call(identifier(get), []), node);
}

/** The value of the call is the value that was assigned. */
export function writeThrough({ set }: Accessor, value: t.Expression, node: t.Node): t.Expression {
  return positioned(call(identifier(set), [value]), node);
}

/** The value of `n op= right` up to the assignment; `right` has been rewritten. */
export function compound(old: t.Expression, operator: string, right: t.Expression): t.Expression {
  return operator === '=' ? right : binary(operator.slice(0, -1) as t.BinaryExpression['operator'], old, right);
}

/** An anonymous function that is assigned to a variable is called like it. */
export function named(value: t.Expression, name: string): t.Expression {
  const anonymous =
    value.type === 'ArrowFunctionExpression' ||
    ((value.type === 'FunctionExpression' || value.type === 'ClassExpression') && !value.id);
  if (!anonymous) return value;
  const property: t.ObjectProperty = {
    type: 'ObjectProperty',
    key: string(name),
    value,
    computed: true,
    shorthand: false,
  };
  return element({ type: 'ObjectExpression', properties: [property] }, string(name));
}

/**
 * `++` and `--`: the old value is converted to a number, once, before the new one is written.
 * @param log announces a read or a write of the value that the given variable holds
 */
export function updateThrough(
  node: t.UpdateExpression,
  accessor: Accessor,
  used: boolean,
  log: (write: boolean, value: t.Identifier) => t.Expression[],
  rewriter: Rewriter,
): t.Expression {
  const keepsOld = used && !node.prefix;
  const value = rewriter.held();
  const result = keepsOld ? rewriter.temporary() : value;
  const use = ({ name }: t.Identifier) => identifier(name);
  const update: t.UpdateExpression = {
    type: 'UpdateExpression',
    operator: node.operator,
    prefix: true,
    argument: value,
  };
  const whole = sequence(
    assign(use(value), readThrough(accessor, node)),
    ...log(false, value),
    ...(keepsOld ? [assign(result, { ...update, prefix: false, argument: use(value) })] : []),
    writeThrough(accessor, keepsOld ? use(value) : update, node),
    ...log(true, value),
    ...(used ? [use(result)] : []),
  );
  if (rewriter.canDeclare) return whole;
  const arrow: t.ArrowFunctionExpression = {
    type: 'ArrowFunctionExpression',
    params: (keepsOld ? [value, result] : [value]).map(use),
    body: whole,
    async: false,
    expression: true,
  };
  return call(arrow, []);
}

/** What stands for the variable as a target of destructuring and at the head of loops. */
export function targetThrough({ set }: Accessor, rewriter: Rewriter): t.MemberExpression {
  let helper = rewriter.helpers.get('target');
  if (helper === undefined) {
    helper = rewriter.name('_target');
    rewriter.helpers.set('target', helper);
    rewriter.helperSource.push(`function ${helper}(set) { return { set v(v) { set(v); } }; }`);
  }
  return member(call(identifier(helper), [identifier(set)]), 'v');
}
