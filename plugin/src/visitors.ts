// What is done with each kind of node that means something here. Everything else is only walked through.

import { assignment } from './assignment';
import { awaiting } from './await';
import { block } from './block';
import { calls } from './call';
import { classes } from './class';
import { destructuring } from './destructuring';
import { functions } from './function';
import { identifier } from './identifier';
import { modules } from './import';
import { iteration } from './iteration';
import { loops } from './loop';
import type { Visitors } from './lowering';
import { memberExpression } from './member';
import { objects } from './object';
import { patterns } from './patterns';
import { returning } from './return';
import { lexicalValuesInPlace } from './this';
import { unary } from './unary';
import { unusedValues } from './unused-values';
import { update } from './update';
import { yielding } from './yield';

export const visitors: Visitors = {
  ...assignment,
  ...awaiting,
  ...block,
  ...calls,
  ...classes,
  ...destructuring,
  ...functions,
  ...identifier,
  ...iteration,
  ...lexicalValuesInPlace,
  ...loops,
  ...memberExpression,
  ...modules,
  ...objects,
  ...patterns,
  ...returning,
  ...unary,
  ...unusedValues,
  ...update,
  ...yielding,
};
