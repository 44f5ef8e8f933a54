// `for await` inside async functions: the iteration protocol spelled out, each step an await of its own.
//
//   { let i = _$.iterate(xs), next = i.next, step, value, open = false, threw = false;
//     try { for (; !(step = yield _$.at(next.call(i), s)).done; open = false) { const x = (value = step.value, open = true, value); … } }
//     catch (e) { threw = true; throw e }
//     finally { if (open) yield* _close(i, threw, s) } }
//
// `open` is true while the body runs: only then does leaving the loop close the iterator.

import { types as t } from '@babel/core';
import { atSite } from './await';
import { enterMade } from './deep/enter';
import { assign, declaration, member, sequence, string } from './expressions';
import type { Lowering } from './lowering';
import { lowerTarget } from './patterns';
import { positioned } from './position';

export function lowerForAwait(node: t.ForOfStatement, labels: t.LabeledStatement[], lowering: Lowering): t.Statement {
  const { sites, frame, helpers } = lowering;
  // `for of` in a generator of deep mode: the same protocol, whose steps are entered.
  const isDeep = !node.await;
  const site = sites.add(isDeep ? 'r' : 'a', node, frame.info.name, sites.source(node.right));
  const iterated = lowering.expression(node.right);
  const variable = () => {
    const name = lowering.held();
    return () => t.identifier(name);
  };
  const [iterator, next, step, value, open, threw] = [
    variable(),
    variable(),
    variable(),
    variable(),
    variable(),
    variable(),
  ] as const;
  const set = (target: () => t.Identifier, to: boolean) => assign(target(), t.booleanLiteral(to));

  const item = sequence(assign(value(), member(step(), 'value')), set(open, true), value());
  const body = bodyOf(node, item, lowering);
  const result = isDeep
    ? enterStep(iterator(), next(), site, lowering)
    : atSite(
        frame.deep
          ? enterStep(iterator(), next(), site, lowering)
          : t.callExpression(member(next(), 'call'), [iterator()]),
        lowering.siteNumber(site),
        lowering,
      );
  const checked = t.callExpression(helpers.reference('step'), [result]);
  const isDone = member(assign(step(), checked), 'done');
  const loop = t.forStatement(null, t.unaryExpression('!', isDone), set(open, false), body);
  const labelled = labels.reduceRight<t.Statement>(
    (inner, label) => ({ ...label, body: inner }),
    positioned(loop, node),
  );
  const made = t.callExpression(lowering.entry(isDeep ? 'iterateSync' : 'iterate'), [iterated]);
  const begin = t.expressionStatement(
    sequence(
      set(open, false),
      set(threw, false),
      assign(iterator(), isDeep ? enterMade(made, lowering) : made),
      assign(next(), member(iterator(), 'next')),
    ),
  );
  const failed = [t.expressionStatement(set(threw, true)), t.throwStatement(t.identifier('e'))];
  const close = isDeep
    ? t.callExpression(lowering.entry('closeSync'), [iterator(), threw()])
    : t.callExpression(helpers.reference('close'), [iterator(), threw(), lowering.siteNumber(site)]);
  return t.tryStatement(
    t.blockStatement([withDeadVariables(node, begin, lowering), labelled]),
    t.catchClause(t.identifier('e'), t.blockStatement(failed)),
    t.blockStatement([t.ifStatement(open(), t.expressionStatement(t.yieldExpression(close, true)))]),
  );
}

function enterStep(iterator: t.Expression, next: t.Expression, site: number, lowering: Lowering): t.Expression {
  const args = [iterator, next, t.arrayExpression([]), string('next'), lowering.siteNumber(site)];
  return enterMade(t.callExpression(lowering.entry('into'), args), lowering);
}

/**
 * The loop's own variables hide others while what is iterated is evaluated, and are never initialised there:
 *
 *   _head: { begin; break _head; let x }
 */
function withDeadVariables(node: t.ForOfStatement, begin: t.Statement, lowering: Lowering): t.Statement {
  const { left } = node;
  if (left.type !== 'VariableDeclaration' || left.kind === 'var') return begin;
  const names = Object.keys(t.getBindingIdentifiers(left));
  if (!lowering.frame.info.dynamic && !names.some((name) => isUsedIn(node, name, lowering))) return begin;
  const label = lowering.names.shared('_head');
  const dead = declaration('let', ...names.map((name): [t.LVal, null] => [t.identifier(name), null]));
  const block = t.blockStatement([begin, t.breakStatement(t.identifier(label)), dead]);
  return t.labeledStatement(t.identifier(label), block);
}

/** Whether what the loop iterates uses the loop's variable of that name. */
function isUsedIn({ right }: t.ForOfStatement, name: string, { scope }: Lowering): boolean {
  const binding = scope.getOwnBinding(name);
  if (binding === undefined) return true;
  const uses = [...binding.referencePaths, ...binding.constantViolations];
  return uses.some((path) => path.find(({ node }) => node === right) !== null);
}

function bodyOf(node: t.ForOfStatement, item: t.Expression, lowering: Lowering): t.BlockStatement {
  const { left } = node;
  const first =
    left.type === 'VariableDeclaration'
      ? { ...left, declarations: left.declarations.map((declarator) => withItem(declarator, item, lowering)) }
      : t.expressionStatement(positioned(assign(lowerTarget(left, lowering) as t.LVal, item), left));
  // The loop variable's scope lies around the body's.
  return t.blockStatement([first, lowering.guarded(() => lowering.visit(node.body))]);
}

function withItem(declarator: t.VariableDeclarator, init: t.Expression, lowering: Lowering): t.VariableDeclarator {
  return { ...declarator, id: lowerTarget(declarator.id, lowering), init };
}
