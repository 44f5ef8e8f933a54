// Functions of the realm that call what they are given: `call`, `apply`, `bind`, `Reflect.apply`, `new Promise(executor)`.

import { apply } from '../natives';
import { newPromise, resolvingFunctions } from '../promise';
import { Promise as ControlledPromise } from '../promise-statics';
import { simulation } from '../simulation';
import { constructClass } from './classes';
import { type Body, invoke } from './enter';
import { bodyOfTwin, ClassTwin, GeneratorTwin, isOfFile, nativeTwin, putTwin, twin, twinOf } from './twins';

const isDeep = (value: unknown): value is Function => typeof value === 'function' && twinOf(value) !== undefined;

const listOf = (value: unknown): unknown[] | null =>
  value === undefined || value === null ? [] : Array.isArray(value) ? [...value] : null;

nativeTwin(Function.prototype.call, (self, [receiver, ...args]) =>
  isDeep(self) ? invoke(receiver, self, args) : null,
);

/** What is no array is left to the native function, which makes a list of it, or throws. */
const applied = (callee: unknown, receiver: unknown, args: unknown): Body | null => {
  if (!isDeep(callee)) return null;
  const isArguments = Object.prototype.toString.call(args) === '[object Arguments]';
  const list = isArguments ? Array.from(args as ArrayLike<unknown>) : listOf(args);
  return list && invoke(receiver, callee, list);
};

nativeTwin(Function.prototype.apply, (self, [receiver, args]) => applied(self, receiver, args));
nativeTwin(Reflect.apply, (_self, [callee, receiver, args]) => applied(callee, receiver, args));

nativeTwin(Reflect.construct, (_self, [callee, args, target = callee]) => {
  const own = typeof callee === 'function' ? twinOf(callee) : undefined;
  const list = listOf(args);
  if (!(own instanceof ClassTwin) || list === null || typeof target !== 'function') return null;
  return target === callee || Object.hasOwn(target, 'prototype')
    ? constructClass(callee as never, own, list, target)
    : null;
});

/** What is bound has a twin if the function has one; made by deep code, or by `$.bind`. */
export function bindDeep(callee: unknown, args: readonly unknown[]): unknown {
  const bound = apply(Function.prototype.bind, callee as Function, args as [unknown]) as Function;
  const own = twinOf(callee as Function);
  const [receiver, ...first] = args;
  if (own instanceof GeneratorTwin)
    putTwin(bound, new GeneratorTwin((_, rest) => own.make(receiver, [...first, ...rest])));
  if (own === undefined || !isOfFile(own)) return bound;
  twin(bound as never, ((...rest: unknown[]) => bodyOfTwin(own, receiver, [...first, ...rest], -1)) as never);
  return bound;
}

nativeTwin(Function.prototype.bind, (self, args) =>
  isDeep(self)
    ? // biome-ignore lint/correctness/useYield: it never stops
      (function* (): Body {
        return bindDeep(self, args);
      })()
    : null,
);

function* executing(executor: unknown): Body {
  const promise = newPromise();
  const { resolve, reject } = resolvingFunctions(promise);
  try {
    yield* invoke(undefined, executor, [resolve, reject]);
  } catch (error) {
    reject(error);
  }
  return promise;
}

simulation.deep.constructors.set(ControlledPromise, ([executor]) => (isDeep(executor) ? executing(executor) : null));
