// `for await` inside async functions: the iteration protocol spelled out, each step an await of its own.
//
//   { let i = _$.iterate(xs), next = i.next, step, value, open = false, threw = false;
//     try { for (; !(step = yield _$.at(next.call(i), s)).done; open = false) { const x = (value = step.value, open = true, value); … } }
//     catch (e) { threw = true; throw e }
//     finally { if (open) yield* _close(i, threw, s) } }
//
// `open` is true while the body runs: only then does leaving the loop close the iterator.

import type { types as t } from '@babel/core';
import {
  assign,
  block,
  boolean,
  call,
  identifier,
  member,
  not,
  positioned,
  sequence,
  statement,
  yielding,
} from './nodes';
import { rewriteTarget } from './patterns';
import type { Rewriter } from './rewriter';

export function lowerForAwait(node: t.ForOfStatement, labels: t.LabeledStatement[], rewriter: Rewriter): t.Statement {
  const source = rewriter.sites.source(node.right);
  const site = rewriter.sites.add('a', node, rewriter.frame.info.name, source);
  const siteOf = () => rewriter.siteNumber(site);
  const iterated = rewriter.expression(node.right);
  const [iterator, next, step, value, open, threw] = ['_i', '_n', '_step', '_value', '_open', '_threw'].map(() =>
    rewriter.held(),
  ) as [t.Identifier, t.Identifier, t.Identifier, t.Identifier, t.Identifier, t.Identifier];
  const use = ({ name }: t.Identifier) => identifier(name);

  const item = sequence(assign(value, member(use(step), 'value')), assign(open, boolean(true)), use(value));
  const body = bodyOf(node, item, rewriter);
  const checked = call(identifier(stepChecker(rewriter)), [
    yielding(call(rewriter.entry('at'), [call(member(use(next), 'call'), [use(iterator)]), siteOf()])),
  ]);
  const loop: t.Statement = positioned(
    {
      type: 'ForStatement',
      init: null,
      test: not(member(assign(step, checked), 'done')),
      update: assign(use(open), boolean(false)),
      body,
    } as t.ForStatement,
    node,
  );
  const labelled = labels.reduceRight<t.Statement>((inner, label) => ({ ...label, body: inner }), loop);
  const error = identifier('e');
  return {
    type: 'TryStatement',
    block: block([
      statement(
        sequence(
          assign(use(open), boolean(false)),
          assign(use(threw), boolean(false)),
          assign(iterator, call(rewriter.entry('iterate'), [iterated])),
          assign(next, member(use(iterator), 'next')),
        ),
      ),
      labelled,
    ]),
    handler: {
      type: 'CatchClause',
      param: error,
      body: block([statement(assign(threw, boolean(true))), { type: 'ThrowStatement', argument: use(error) }]),
    },
    finalizer: block([
      {
        type: 'IfStatement',
        test: use(open),
        consequent: statement(
          yielding(call(identifier(closer(rewriter)), [use(iterator), use(threw), siteOf()]), true),
        ),
      },
    ]),
  };
}

function bodyOf(node: t.ForOfStatement, item: t.Expression, rewriter: Rewriter): t.BlockStatement {
  const { left } = node;
  let first: t.Statement;
  if (left.type === 'VariableDeclaration') {
    const [declarator] = left.declarations;
    if (declarator) {
      declarator.id = rewriter.visit(declarator.id);
      declarator.init = item;
    }
    first = left;
  } else first = statement(positioned(assign(rewriteTarget(left, rewriter) as t.LVal, item), left));
  const body = rewriter.visit(node.body);
  // The loop variable's scope lies around the body's.
  return block([first, body]);
}

/** `next()` must return an object. */
function stepChecker(rewriter: Rewriter): string {
  const known = rewriter.helpers.get('step');
  if (known !== undefined) return known;
  const name = rewriter.name('_step');
  rewriter.helpers.set('step', name);
  rewriter.helperSource.push(
    `function ${name}(r) { if (Object(r) !== r) throw new TypeError("Iterator result " + String(r) + " is not an object"); return r; }`,
  );
  return name;
}

/** Closes an iterator as ECMAScript's AsyncIteratorClose does: errors of `return()` give way to the one that left the loop. */
function closer(rewriter: Rewriter): string {
  const known = rewriter.helpers.get('close');
  if (known !== undefined) return known;
  const name = rewriter.name('_close');
  rewriter.helpers.set('close', name);
  rewriter.helperSource.push(
    `function* ${name}(i, threw, s) { let r; try { r = i.return; if (r == null) return; r = yield ${rewriter.runtime}.at(r.call(i), s); } ` +
      'catch (e) { if (threw) return; throw e; } ' +
      'if (!threw && Object(r) !== r) throw new TypeError("Iterator result " + String(r) + " is not an object"); }',
  );
  return name;
}
