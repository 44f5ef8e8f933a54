// Types that were not compiled: only the expressions that they annotate mean something.

import type { types as t } from '@babel/core';
import { withFields } from './expressions';
import type { Lowering, Visitors } from './lowering';

type Annotated =
  | t.TSAsExpression
  | t.TSSatisfiesExpression
  | t.TSNonNullExpression
  | t.TSTypeAssertion
  | t.TSInstantiationExpression
  | t.TSExportAssignment;

function lowerAnnotated<T extends Annotated>(node: T, lowering: Lowering): T {
  return withFields(node as Annotated, { expression: lowering.expression(node.expression) }) as T;
}

export const typescript: Visitors = {
  TSAsExpression: lowerAnnotated,
  TSSatisfiesExpression: lowerAnnotated,
  TSNonNullExpression: lowerAnnotated,
  TSTypeAssertion: lowerAnnotated,
  TSInstantiationExpression: lowerAnnotated,
  TSExportAssignment: lowerAnnotated,
};
