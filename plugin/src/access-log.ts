// What announces an access to the runtime while its switch is on: `_t.on && _r(o, "k", 7)`, to be used in a sequence.

import type { types as t } from '@babel/core';
import { callExpression, logicalExpression, numericLiteral } from './builders';
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
