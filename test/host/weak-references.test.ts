// WeakRef and FinalizationRegistry: the collector decides nothing in an iteration. Outside they are the realm's own.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runtime } from '../../src/runtime';
import { outcomeOf, verdictOf } from '../support/iterate';
import { instrumented } from '../support/program';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Native turns of the event loop, in each of which the collector runs. */
async function collectOften(): Promise<void> {
  for (let i = 0; i < 3; i++) {
    await new Promise((resolve) => setImmediate(resolve));
    collect();
  }
}

it('a target is kept until the iteration ends, even while it is parked', async () => {
  const kept: WeakRef<object>[] = [];
  const body = instrumented(async (park: () => Promise<void>, note: (ref: WeakRef<object>) => void) => {
    const fresh = new WeakRef({ n: 1 });
    const derefed = new WeakRef({ n: 2 });
    derefed.deref();
    note(fresh);
    await park();
    if (fresh.deref() === undefined || derefed.deref() === undefined) throw new Error('collected');
  });
  const park = () => collectOften();
  const patient = { uncontrolledTimeout: 60_000 };
  const { failure, uncontrolled } = await outcomeOf(() => body(park, (ref) => kept.push(ref)), patient);
  expect(failure).toBeNull();
  expect(uncontrolled.size).toBeGreaterThan(0);
  expect(kept).toHaveLength(1);
  await collectOften();
  expect(kept[0]?.deref()).toBeUndefined();
});

it('nobody is told of a target, not even when the iteration is over', async () => {
  const told: unknown[] = [];
  const registry = new FinalizationRegistry((held) => told.push(held));
  const body = instrumented(async (registered: FinalizationRegistry<unknown>, park: () => Promise<void>) => {
    registered.register({}, 'inside');
    registered.register({}, 'with a token', registered);
    await park();
  });
  expect(await verdictOf(() => body(registry, collectOften), { uncontrolledTimeout: 60_000 })).toBe('passed');
  await collectOften();
  expect(told).toEqual([]);
  const registerHere = () => registry.register({ large: new Array(10) }, 'outside');
  registerHere();
  await collectOften();
  await collectOften();
  expect(told).toEqual(['outside']);
});

it('they check their arguments and remember tokens, as natively', async () => {
  const looks = instrumented(() => {
    const registry = new FinalizationRegistry(() => {});
    const [target, token, other] = [{}, {}, {}];
    const thrown = (call: () => unknown) => {
      try {
        return call();
      } catch (error) {
        return `${(error as Error).name}: ${(error as Error).message}`;
      }
    };
    class Own extends WeakRef<object> {}
    return [
      thrown(() => registry.register(1 as never, 2)),
      thrown(() => registry.register(target, target)),
      thrown(() => registry.register(target, 1, 'text' as never)),
      thrown(() => registry.register(target, 1, null as never)),
      thrown(() => FinalizationRegistry.prototype.register.call({} as never, target, 1)),
      registry.register(target, 1, token),
      registry.register(target, 2, token),
      registry.unregister(other),
      registry.unregister(token),
      registry.unregister(token),
      thrown(() => registry.unregister(5 as never)),
      thrown(() => new WeakRef(1 as never)),
      thrown(() => (WeakRef as unknown as () => unknown)()),
      new WeakRef(target).deref() === target,
      new Own(target).deref() === target && new Own(target) instanceof Own,
      new WeakRef(target) instanceof WeakRef,
      WeakRef.name + String(WeakRef.length),
      Object.prototype.toString.call(new WeakRef(target)),
    ];
  });
  let inside: unknown[] = [];
  const body = instrumented(async (run: () => void) => run());
  expect(await verdictOf(() => body(() => (inside = looks())))).toBe('passed');
  const outside = looks();
  expect(inside).toEqual(outside);
  expect(outside.slice(8, 10)).toEqual([true, false]);
});

it('outside an iteration the functions look as natively', () => {
  expect(String(runtime.WeakRef)).toBe('function WeakRef() { [native code] }');
  expect(String(WeakRef.prototype.deref)).toBe('function deref() { [native code] }');
  expect(FinalizationRegistry.prototype.register).toHaveLength(2);
  expect(Object.keys(FinalizationRegistry.prototype)).toEqual([]);
});
