// What announces an access to the runtime while its switch is on: `_t.on && _r(o, "k", 7)`, to be used in a sequence.

import type { types as t } from '@babel/core';
import { callExpression, logicalExpression, memberExpression, numericLiteral } from './builders';
import { again } from './expressions';
import type { Logger } from './helpers';
import type { Lowering } from './lowering';
import type { SiteKind } from './site-table';

/** @param args plain expressions, to be put in front of the site's index */
export function accessLog(
  logger: Logger,
  args: t.Expression[],
  kind: SiteKind,
  node: t.Node,
  text: string,
  lowering: Lowering,
): t.Expression {
  const { helpers, sites, frame } = lowering;
  lowering.usesRuntime = true;
  const site = sites.add(kind, node, frame.info.name, text);
  const call = callExpression(helpers.reference(logger), [...args, numericLiteral(site)]);
  return logicalExpression('&&', helpers.trackingIsOn(), call);
}

/** A read or write of a property. The value of a private field is handed over, because nobody else can see it. */
export function propertyLog(
  kind: 'read' | 'write',
  object: t.Expression,
  key: t.Expression,
  node: t.MemberExpression | t.OptionalMemberExpression,
  text: string,
  lowering: Lowering,
): t.Expression {
  const { property } = node;
  const siteKind = kind === 'read' ? 'r' : 'w';
  if (node.optional || property.type !== 'PrivateName')
    return accessLog(kind, [object, key], siteKind, node, text, lowering);
  const value = memberExpression(again(object), property);
  return accessLog(`${kind}Private`, [object, key, value], siteKind, node, text, lowering);
}
