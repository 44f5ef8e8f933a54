// Async functions that the plugin has made ordinary ones still answer as async functions: libraries look at Symbol.toStringTag,
// Object.prototype.toString, `constructor`, the prototype and the text (async, koa's and express's helpers, webidl2js) to tell callbacks from
// promises. Everything here is on the realm's own objects and looks at a function only when somebody asks.

import { isNotYetGeneratorPrototype, makeGeneratorPrototype } from './async-generator';
import { kindOf, textOf } from './function-kinds';
import { defineProperty } from './natives';
import { originalOf, standFor } from './stand-ins';

type FunctionConstructor = { readonly prototype: object };

const CONSTRUCTORS: Readonly<Record<'AsyncFunction' | 'AsyncGeneratorFunction', FunctionConstructor>> = {
  AsyncFunction: (async () => {}).constructor as never,
  AsyncGeneratorFunction: Object.getPrototypeOf(async function* () {}).constructor,
};

const isOrdinary = Function.prototype[Symbol.hasInstance];
const functionPrototype: object = Function.prototype;
const objectPrototype: object = Object.prototype;

/** Puts `method` in the place of a method of the realm. */
function replace(owner: object, name: PropertyKey, method: (...args: never[]) => unknown): void {
  const native = (owner as Record<PropertyKey, object>)[name] as object;
  defineProperty(owner, name, { value: standFor(method, native), writable: true, configurable: true });
}

/** `Symbol.toStringTag` and `constructor`, as the prototype of async functions would have them. */
function tagPrototype(): void {
  defineProperty(functionPrototype, Symbol.toStringTag, {
    get(this: unknown) {
      const kind = kindOf(this);
      return kind === 'other' ? undefined : kind;
    },
    configurable: true,
  });
  let constructor: unknown = functionPrototype.constructor;
  defineProperty(functionPrototype, 'constructor', {
    get(this: unknown) {
      const kind = kindOf(this);
      return kind === 'other' ? constructor : CONSTRUCTORS[kind];
    },
    set(this: unknown, value: unknown) {
      if (this === functionPrototype) constructor = value;
      else defineProperty(this, 'constructor', { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
    enumerable: false,
  });
}

/** The text of a function, which begins with `async` where the source's does. */
function textAsWritten(this: object): string {
  const text = textOf.call(typeof this === 'function' ? originalOf(this) : this);
  switch (kindOf(this)) {
    case 'AsyncFunction':
      return `async ${text}`;
    case 'AsyncGeneratorFunction':
      return text.startsWith('function') ? text.replace('function', 'async function*') : `async *${text}`;
    default:
      return text;
  }
}

function tagPrototypesOf(owner: typeof Object | typeof Reflect): void {
  const native = owner.getPrototypeOf;
  replace(
    owner,
    'getPrototypeOf',
    {
      getPrototypeOf(value: object): unknown {
        const found: unknown = native(value);
        if (found === objectPrototype && isNotYetGeneratorPrototype(value)) {
          makeGeneratorPrototype(value);
          return native(value);
        }
        if (found !== functionPrototype) return found;
        const kind = kindOf(value);
        return kind === 'other' ? found : CONSTRUCTORS[kind].prototype;
      },
    }.getPrototypeOf,
  );
}

export function tagFunctions(): void {
  if (Object.getOwnPropertyDescriptor(functionPrototype, Symbol.toStringTag) !== undefined) return;
  tagPrototype();
  replace(functionPrototype, 'toString', { toString: textAsWritten }.toString);
  tagPrototypesOf(Object);
  tagPrototypesOf(Reflect);
  for (const [kind, constructor] of Object.entries(CONSTRUCTORS))
    defineProperty(constructor, Symbol.hasInstance, {
      value(this: Function, value: unknown): boolean {
        return isOrdinary.call(this, value) || (this === (constructor as object) && kindOf(value) === kind);
      },
      configurable: true,
    });
}
