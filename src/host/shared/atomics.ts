// `Atomics` under control. In an iteration each operation on shared memory is a sync point for code of deep files, and `wait` blocks the
// agent and nothing else. Outside an iteration, and over memory that is not shared, each is the realm's own.

import { touching } from '../../engine/deep/memory-forms';
import { elements, type MemoryTouch, passed } from '../../engine/deep/shared-access';
import { passOver } from '../../engine/deep/stop';
import { nativeTwin } from '../../engine/deep/twins';
import { apply, isInteger, NativeNumber, trunc, types } from '../../engine/natives';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { standFor } from '../../engine/stand-ins';
import { notifying, syncWait, waitAsynchronously, waiting } from './waiting';

type Method = (...args: unknown[]) => unknown;
type AtomicsObject = Readonly<Record<string, Method>>;

export const nativeAtomics = globalThis.Atomics as typeof Atomics | undefined;

const READ = { reads: true, writes: false, atomic: true };
const WRITE = { reads: false, writes: true, atomic: true };
const BOTH = { reads: true, writes: true, atomic: true };

const HOW = {
  load: READ,
  store: WRITE,
  add: BOTH,
  sub: BOTH,
  and: BOTH,
  or: BOTH,
  xor: BOTH,
  exchange: BOTH,
  compareExchange: BOTH,
} as const;

/** The element that an operation touches; null where the native one throws, or the memory is not shared. */
function elementOf(array: unknown, index: unknown, how: typeof READ | typeof WRITE | typeof BOTH): MemoryTouch | null {
  if (!types.isTypedArray(array)) return null;
  const at = typeof index === 'number' ? trunc(index) || 0 : index === undefined ? 0 : NativeNumber(index);
  return isInteger(at) && at >= 0 ? elements(array, at, at + 1, how) : null;
}

/** `compareExchange` writes only if it finds what it expects. */
function exchanging(touch: MemoryTouch, [array, index, expected]: readonly unknown[]): MemoryTouch {
  const { buffer, start, end, reads, atomic, array: of, index: which } = touch;
  const elements = array as Int32Array;
  const at = trunc(NativeNumber(index ?? 0)) || 0;
  // As the element's type holds it.
  const sample = new (elements.constructor as Int32ArrayConstructor)(1);
  sample[0] = expected as number;
  const writes = () => elements[at] === sample[0];
  return {
    buffer,
    start,
    end,
    reads,
    atomic,
    array: of,
    index: which,
    get writes() {
      return writes();
    },
  };
}

/** It can be converted once more without anybody noticing. */
const isSimple = (value: unknown): boolean => typeof value === 'number' || typeof value === 'bigint';

/** Puts `plain` in the place of a native operation, and gives both the form for deep code. */
function controlled(
  native: Method,
  form: Parameters<typeof nativeTwin>[1],
  plain: (site: number, args: readonly unknown[]) => unknown,
): Method {
  const { method } = {
    method(this: unknown, ...args: unknown[]): unknown {
      return simulation.mode === OUTSIDE ? apply(native, this, args) : plain(simulation.agent.site, args);
    },
  };
  const made = standFor(method, native);
  nativeTwin(made, form);
  nativeTwin(native, form);
  return made;
}

function control(native: AtomicsObject): AtomicsObject {
  const made = Object.create(Object.getPrototypeOf(native), Object.getOwnPropertyDescriptors(native)) as AtomicsObject;
  const put = (name: string, value: Method) =>
    Object.defineProperty(made, name, { value, writable: true, configurable: true, enumerable: false });
  for (const [name, how] of Object.entries(HOW)) {
    const own = native[name] as Method;
    const touchOf = (args: readonly unknown[]): MemoryTouch | null => {
      const touch = simulation.deep.on ? elementOf(args[0], args[1], how) : null;
      return touch !== null && name === 'compareExchange' && isSimple(args[2]) ? exchanging(touch, args) : touch;
    };
    const form = (_self: unknown, args: readonly unknown[], site: number) => {
      const touch = touchOf(args);
      return touch === null ? null : touching([touch], own, native, args, site);
    };
    const plain = (site: number, args: readonly unknown[]) => {
      const touch = touchOf(args);
      if (touch !== null) passed(touch, site);
      return apply(own, native, args as unknown[]);
    };
    put(name, controlled(own, form, plain));
  }
  const { wait, notify, waitAsync } = native;
  if (wait !== undefined)
    put(
      'wait',
      controlled(
        wait,
        (_self, args, site) => waiting(args, site),
        (site, args) => syncWait(wait, args, site),
      ),
    );
  if (notify !== undefined)
    put(
      'notify',
      controlled(
        notify,
        (_self, args, site) => notifying(args, site),
        (site, args) => runPlainly(notifying(args, site)) ?? apply(notify, native, args as unknown[]),
      ),
    );
  if (waitAsync !== undefined)
    put(
      'waitAsync',
      controlled(
        waitAsync,
        (_self, args, site) => waitAsynchronously(args, site),
        (site, args) => runPlainly(waitAsynchronously(args, site)) ?? apply(waitAsync, native, args as unknown[]),
      ),
    );
  return made;
}

function runPlainly(body: Generator<unknown, unknown, unknown> | null): unknown {
  if (body === null) return undefined;
  for (;;) {
    const { done, value } = body.next();
    if (done) return value;
    if (simulation.agent.access !== null) passOver(simulation.agent.access);
  }
}

/** Undefined where the realm has none. */
export const controlledAtomics: typeof Atomics | undefined =
  nativeAtomics === undefined
    ? undefined
    : (control(nativeAtomics as unknown as AtomicsObject) as unknown as typeof Atomics);
