// A Babel plugin behind babel-plugin-transform-typescript-metadata, which hands types over to `Reflect.metadata` whether they are wanted or not, and
// whether there is such a function or not. TypeScript does so with `emitDecoratorMetadata`, and only if a package has made the function.

import type * as BabelCore from '@babel/core';
import type { NodePath, PluginObj, types as Types } from '@babel/core';

export interface Options {
  /** `emitDecoratorMetadata` of `tsconfig.json`. */
  readonly emit: boolean;
}

const GUARDED = 'typeof Reflect.metadata === "function" ? CALL : () => {}';

export default function decoratorMetadata({ types: t, template }: typeof BabelCore, { emit }: Options): PluginObj {
  /** What that plugin has made has no place in the source. */
  const isMade = ({ loc, expression }: Types.Decorator): boolean =>
    loc == null && t.isCallExpression(expression) && t.matchesPattern(expression.callee, 'Reflect.metadata');
  return {
    name: 'lockstep-decorator-metadata',
    visitor: {
      Program(program) {
        program.traverse({
          Decorator(path: NodePath<Types.Decorator>) {
            if (!isMade(path.node)) return;
            if (emit) path.node.expression = template.expression(GUARDED)({ CALL: path.node.expression });
            else path.remove();
            path.skip();
          },
        });
        // Imports that only types use are to go.
        if (!emit) program.scope.crawl();
      },
    },
  };
}
