// `fs` and `fs/promises` as instrumented code sees them: Node's own, whose functions ask at each call whether files are in memory.

import fs from 'node:fs';
import { promisify } from 'node:util';
import type { Body } from '../../engine/deep/enter';
import { announce } from '../../engine/deep/shared-access';
import { nativeTwin } from '../../engine/deep/twins';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { uncaught } from '../../engine/uncaught';
import { type AnyFunction, calling, isReal, NAMES, synchronous } from './callbacks';
import { mainFiles } from './main-files';
import { makePromises, promisifiedForm } from './promises';
import { readStream, writeStream } from './streams';

type Members = Readonly<Record<string, AnyFunction>>;

/** Classes, and functions that have nothing to do with files on a disk. */
const PLAIN = /^[A-Z_]/;

function callbackMembers(): Members {
  const found: Record<string, AnyFunction> = { createReadStream: readStream, createWriteStream: writeStream };
  for (const name of NAMES) {
    found[name] = calling(name);
    found[`${name}Sync`] = synchronous(name);
  }
  return found;
}

/** Calls Node's own. In an iteration what it calls back is an arrival, as the settlement of a native promise is. */
function real(native: AnyFunction, owner: unknown, args: readonly unknown[], name: string): unknown {
  const callback = args.at(-1);
  if (simulation.mode === OUTSIDE || typeof callback !== 'function' || !NAMES.includes(name))
    return Reflect.apply(native, owner, args);
  const { agent } = simulation;
  const { context } = agent;
  let arrive = (run: () => void): void => run();
  const called = (...results: unknown[]) =>
    arrive(() => {
      agent.context = context;
      try {
        (callback as AnyFunction)(...results);
      } catch (error) {
        uncaught(error);
      }
    });
  const result = Reflect.apply(native, owner, [...args.slice(0, -1), called]);
  // It throws at wrong arguments, and then nothing comes.
  arrive = agent.arrivals.expect(agent.current?.site ?? agent.site);
  return result;
}

/** Agents share the files: another one may come before each synchronous call, too. */
function* stopping(form: AnyFunction, args: readonly unknown[], site: number): Body {
  if (announce({ site, touch: null })) yield simulation.deep;
  return form(...args);
}

/** What a function becomes: it decides at each call. */
function deciding(
  owner: object,
  label: string,
  name: string,
  native: AnyFunction,
  memory: AnyFunction | undefined,
): AnyFunction {
  const plain = name.replace(/Sync$/, '');
  const forms = {
    [name](...args: unknown[]): unknown {
      if (!mainFiles().active || isReal(plain, args)) return real(native, owner, args, name);
      if (memory === undefined)
        throw new Error(
          `${label}.${name} has no form for files in memory (fs: 'memory'). Use another function, or leave files real in this test: fs: 'real'.`,
        );
      return memory(...args);
    },
  };
  const form = forms[name] as AnyFunction;
  if (name !== plain)
    nativeTwin(form, (_self, args, site) =>
      simulation.deep.on && mainFiles().active && !isReal(plain, args) ? stopping(form, args, site) : null,
    );
  const { [promisify.custom]: _, ...descriptors } = Object.getOwnPropertyDescriptors(
    native,
  ) as PropertyDescriptorMap & {
    [promisify.custom]?: PropertyDescriptor;
  };
  Object.defineProperties(form, descriptors);
  if (NAMES.includes(name) && owner === fs) {
    const ofNode = promisify(native);
    const ofMemory = promisifiedForm(name);
    const value = (...args: unknown[]) =>
      !mainFiles().active || isReal(name, args) ? (ofNode as unknown as AnyFunction)(...args) : ofMemory(...args);
    Object.defineProperty(form, promisify.custom, { value, configurable: true });
  }
  return form;
}

/** The members of a module that are replaced, by name. */
function membersOf(
  owner: object,
  label: string,
  memory: Members,
): ReadonlyMap<string, { native: unknown; form: AnyFunction }> {
  const found = new Map<string, { native: unknown; form: AnyFunction }>();
  for (const name of Object.keys(owner)) {
    if (PLAIN.test(name) || name === 'promises') continue;
    const native = (owner as Readonly<Record<string, unknown>>)[name];
    if (typeof native !== 'function') continue;
    found.set(name, { native, form: deciding(owner, label, name, native as AnyFunction, memory[name]) });
  }
  const { realpath } =
    found.get('realpath') === undefined ? { realpath: null } : { realpath: found.get('realpath')?.form };
  if (realpath) nativeMember(realpath, 'realpath', memory, label);
  const realpathSync = found.get('realpathSync')?.form;
  if (realpathSync) nativeMember(realpathSync, 'realpathSync', memory, label);
  return found;
}

/** `fs.realpath.native`. */
function nativeMember(form: AnyFunction, name: string, memory: Members, label: string): void {
  const { native } = (fs as unknown as Readonly<Record<string, { native: AnyFunction }>>)[name] as {
    native: AnyFunction;
  };
  Object.defineProperty(form, 'native', {
    value: deciding(fs, `${label}.${name}`, 'native', native, memory[name]),
    writable: true,
    configurable: true,
    enumerable: true,
  });
}

/** A module in whose place instrumented code sees another; what a test writes into it is written into Node's own. */
function moduleOver(owner: object, label: string, memory: () => Members, promises: object | null): object {
  let members: ReturnType<typeof membersOf> | null = null;
  const read = (target: object, name: PropertyKey): unknown => {
    if (name === 'promises' && promises !== null) return promises;
    const present = Reflect.get(target, name);
    if (typeof present !== 'function' || typeof name !== 'string') return present;
    members ??= membersOf(owner, label, memory());
    const member = members.get(name);
    return member !== undefined && member.native === present ? member.form : present;
  };
  return new Proxy(owner, {
    get: (target, name) => read(target, name),
    set: (target, name, value) => Reflect.set(target, name, value),
    getOwnPropertyDescriptor(target, name) {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, name);
      if (descriptor === undefined || !descriptor.configurable) return descriptor;
      if ('value' in descriptor) return { ...descriptor, value: read(target, name) };
      return { ...descriptor, get: () => read(target, name) };
    },
  });
}

export const nativePromises: object = fs.promises;
export const promisesModule: object = moduleOver(fs.promises, 'fs.promises', makePromises, null);
export const fsModule: object = moduleOver(fs, 'fs', callbackMembers, promisesModule);
