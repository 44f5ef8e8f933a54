// `this` and `new.target`, where a body was moved away from them.

import { types as t } from '@babel/core';
import type { Visitors } from './lowering';
import { positioned } from './position';

export const lexicalValuesInPlace: Visitors = {
  ThisExpression: (node, lowering) => (lowering.frame.thisGet === null ? node : positioned(lowering.self(), node)),
  MetaProperty(node, lowering) {
    const { newTarget } = lowering.frame;
    return node.meta.name === 'new' && newTarget !== null ? t.cloneNode(newTarget) : node;
  },
};
