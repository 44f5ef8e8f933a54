// A runtime that only writes down what instrumented code tells it; nothing is async in it.

import { compile, type TransformOptions } from './transform';

export interface Recording {
  /** `read count 'account.balance'`: entry, key, and the text of the site. */
  readonly events: string[];
  readonly info: { v: number; name: string; hash: string; env?: number; s: (string | number)[] };
  readonly value: unknown;
}

const BASE = 100;

/** Transforms `code`, runs it as a CommonJS module with tracking on, and calls what it exports. */
export function record(code: string, options: TransformOptions = {}): Recording {
  const events: string[] = [];
  let info: Recording['info'] = { v: 0, name: '', hash: '', s: [] };
  const text = (site: number) => `'${info.s[(site - BASE) * 5 + 4]}'`;
  const show = (key: unknown) => (key === undefined ? '*' : String(key));
  const runtime = {
    t: { on: true },
    view() {
      return this;
    },
    file(given: Recording['info']) {
      info = given;
      return BASE;
    },
    read: (_: unknown, key: unknown, site: number) => void events.push(`read ${show(key)} ${text(site)}`),
    write: (object: Record<string, unknown>, key: string, site: number) =>
      void events.push(`write ${show(key)}=${String(object?.[key])} ${text(site)}`),
    variable: (name: string, write: boolean, site: number, value: unknown) =>
      void events.push(`${write ? 'set' : 'get'} ${name}=${typeof value === 'function' ? 'ƒ' : value} ${text(site)}`),
    method: (_: unknown, name: string, key: unknown, site: number) =>
      void events.push(`${name} ${show(key)} ${text(site)}`),
    loop: (site: number) => void events.push(`loop ${text(site)}`),
    run: (generator: Generator) => generator.next().value,
    at: (value: unknown) => value,
  };
  const { code: transformed } = compile(code, { sourceType: 'script', ...options });
  const module = { exports: () => undefined as unknown };
  const realm = { [Symbol.for('lockstep.runtime')]: runtime, Symbol, Error };
  new Function('module', 'globalThis', transformed)(module, realm);
  const value = typeof module.exports === 'function' ? module.exports() : undefined;
  return { events, info, value };
}
