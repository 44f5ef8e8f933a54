// Random values of `crypto` in an iteration. Node is asked first, for the sake of its checks and errors, and what it gives is drawn anew from the
// agent's stream. Answers that Node's thread pool would give come as events under control.

import { OUTSIDE, simulation } from '../engine/simulation';
import { standFor } from '../engine/stand-ins';
import { hostAgent } from './host-agent';
import { answer } from './late-callback';

type AnyFunction = (...args: unknown[]) => unknown;
type Fillable = ArrayBufferView | ArrayBufferLike;

function bytesOf(target: Fillable): Uint8Array {
  return ArrayBuffer.isView(target)
    ? new Uint8Array(target.buffer, target.byteOffset, target.byteLength)
    : new Uint8Array(target);
}

/** The part of a buffer that `randomFill` is told: offset and size count elements. */
function partOf(target: Fillable, offset: unknown, size: unknown): Uint8Array {
  const bytes = bytesOf(target);
  const unit = (target as Partial<Uint8Array>).BYTES_PER_ELEMENT ?? 1;
  const from = typeof offset === 'number' ? offset * unit : 0;
  return bytes.subarray(from, typeof size === 'number' ? from + size * unit : bytes.length);
}

const fill = <T extends ArrayBufferView>(view: T): T => hostAgent().randomness.fill(view);

/** Functions by their names in `crypto`. Each gets the native function, with its owner, and the arguments; they are called in an iteration only. */
const DRAWN: Readonly<Record<string, (native: AnyFunction, args: readonly unknown[]) => unknown>> = {
  randomUUID(native, args) {
    native(...args);
    return hostAgent().randomness.uuid();
  },
  getRandomValues: (native, args) => fill(native(...args) as ArrayBufferView),
  randomBytes(native, [size, callback]) {
    if (callback === undefined) return fill(native(size) as Buffer);
    if (typeof callback !== 'function') return native(size, callback);
    const bytes = fill(native(size) as Buffer);
    return answer(() => callback(null, bytes));
  },
  randomInt(native, args) {
    const [first, second, third] = args;
    const isBelow = second === undefined || typeof second === 'function';
    const [least, bound, callback] = isBelow ? [0, first, second] : [first, second, third];
    if (callback !== undefined && typeof callback !== 'function') return native(...args);
    if (isBelow) native(bound);
    else native(least, bound);
    const value =
      (least as number) + Math.floor(hostAgent().randomness.random() * ((bound as number) - (least as number)));
    return typeof callback === 'function' ? answer(() => callback(null, value)) : value;
  },
  randomFillSync(native, [target, offset, size]) {
    native(target, offset, size);
    fill(partOf(target as Fillable, offset, size));
    return target;
  },
};

/** `randomFill`: the buffer is written when the answer comes. */
function drawnFill(native: AnyFunction, nativeSync: AnyFunction, args: readonly unknown[]): unknown {
  const at = args.findIndex((value) => typeof value === 'function');
  if (at < 1) return native(...args);
  const [target, offset, size] = args.slice(0, at) as [Fillable, unknown, unknown];
  const callback = args[at] as AnyFunction;
  const whole = ArrayBuffer.isView(target) ? bytesOf(target).slice() : null;
  nativeSync(target, offset, size);
  const part = partOf(target, offset, size);
  const drawn = fill(new Uint8Array(part.length));
  if (whole !== null) bytesOf(target).set(whole);
  return answer(() => {
    part.set(drawn);
    callback(null, target);
  });
}

/** A controlled form of each such function of `owner`, by the native one. @param self what stands for `owner` */
export function drawnForms(owner: object, self: () => object): Map<unknown, unknown> {
  const natives = owner as Readonly<Record<string, unknown>>;
  const forms = new Map<unknown, unknown>();
  const add = (name: string, draw: (native: AnyFunction, args: readonly unknown[]) => unknown) => {
    const native = natives[name];
    if (typeof native !== 'function') return;
    const form = function (this: unknown, ...args: unknown[]): unknown {
      // Some insist on their owner.
      const on = this === self() ? owner : this;
      if (simulation.mode === OUTSIDE) return Reflect.apply(native, on, args);
      return draw((...given) => Reflect.apply(native, on, given) as unknown, args);
    };
    forms.set(native, standFor(form, native));
  };
  for (const [name, draw] of Object.entries(DRAWN)) add(name, draw);
  const { randomFillSync } = natives;
  if (typeof randomFillSync === 'function')
    add('randomFill', (native, args) => drawnFill(native, randomFillSync as AnyFunction, args));
  return forms;
}
