// A seeded generator of asynchronous programs: functions that await, chain, throw, schedule and call each other, and log every step.

import { RandomSource } from '../../src/strategies/random-source';

class Writer {
  private labels = 0;
  private names = 0;

  constructor(private readonly random: RandomSource) {}

  private one<T>(options: readonly T[]): T {
    return options[this.random.below(options.length)] as T;
  }

  log(): string {
    return `log('${++this.labels}');`;
  }

  /** An expression that may be awaited, returned or resolved with; `callable` functions have been declared before. */
  private value(callable: number, depth: number): string {
    const kinds = ['null', "'v'", 'settled', 'thenable', 'chain', 'deferred'];
    if (callable > 0) kinds.push('call', 'call', 'call');
    if (depth > 0) kinds.push('all', 'race', 'any', 'allSettled', 'then', 'finally', 'nested');
    const inner = () => this.value(callable, depth - 1);
    const kind = this.one(kinds);
    switch (kind) {
      case 'settled':
        return 'Promise.resolve(1)';
      case 'thenable':
        return `{ then(resolve) { ${this.log()} resolve(2); } }`;
      case 'chain':
        return `Promise.resolve().then(() => { ${this.log()} }).then(() => { ${this.log()} })`;
      case 'deferred':
        return `new Promise((resolve) => ${this.one(['queueMicrotask', 'process.nextTick'])}(() => { ${this.log()} resolve(3); }))`;
      case 'call':
        return `f${this.random.below(callable)}()`;
      case 'all':
      case 'race':
      case 'allSettled':
      case 'any':
        return `Promise.${kind}([${inner()}, ${inner()}])`;
      case 'then':
        return `Promise.resolve(${inner()}).then((x) => { ${this.log()} return x; })`;
      case 'finally':
        return `Promise.resolve(${inner()}).finally(() => { ${this.log()} })`;
      case 'nested':
        return `(async () => { ${this.statements(callable, depth - 1, 2)} return ${inner()}; })()`;
      default:
        return kind;
    }
  }

  private statements(callable: number, depth: number, most: number): string {
    const count = 1 + this.random.below(most);
    return Array.from({ length: count }, () => this.statement(callable, depth)).join('\n');
  }

  private statement(callable: number, depth: number): string {
    const value = () => this.value(callable, depth);
    const kinds = ['await', 'await', 'await', 'log', 'tick', 'microtask', 'background', 'immediate'];
    if (depth > 0) kinds.push('catch', 'loop', 'forAwait', 'generator', 'delayed');
    switch (this.one(kinds)) {
      case 'await':
        return `await ${value()}; ${this.log()}`;
      case 'tick':
        return `process.nextTick(() => { ${this.log()} });`;
      case 'microtask':
        return `queueMicrotask(() => { ${this.log()} });`;
      case 'immediate':
        return `setImmediate(() => { ${this.log()} });`;
      case 'background':
        return `Promise.resolve(${value()}).then(() => { ${this.log()} });`;
      case 'delayed': {
        const name = `p${++this.names}`;
        return `const ${name} = ${value()}; ${this.statements(callable, depth - 1, 2)} await ${name}; ${this.log()}`;
      }
      case 'catch':
        return `try { ${this.statements(callable, depth - 1, 2)} ${this.one(['throw 5;', 'await Promise.reject(5);', 'return await Promise.reject(5);'])} } catch { ${this.log()} } finally { ${this.one(['', 'await null;'])} ${this.log()} }`;
      case 'loop':
        return `for (let i = 0; i < 2; i++) { ${this.statements(callable, depth - 1, 2)} }`;
      case 'forAwait':
        return `for await (const x of [${value()}, ${value()}]) { ${this.log()} ${this.one(['', 'break;'])} }`;
      case 'generator':
        return `for await (const x of (async function* () { try { ${this.statements(callable, depth - 1, 2)} yield ${value()}; ${this.log()} yield 4; } finally { ${this.log()} } })()) { ${this.log()} ${this.one(['', 'await null;', 'break;'])} }`;
      default:
        return this.log();
    }
  }

  program(): string {
    const count = 2 + this.random.below(4);
    const functions = Array.from(
      { length: count },
      (_, index) =>
        `async function f${index}() { ${this.log()} ${this.statements(index, 2, 4)} ${this.one(['', `return ${this.value(index, 1)};`])} }`,
    );
    const calls = Array.from({ length: 1 + this.random.below(3) }, () => `f${this.random.below(count)}()`);
    return `async (log) => {
${functions.join('\n')}
${calls.map((call) => `${call}.then(() => { ${this.log()} });`).join('\n')}
await f${count - 1}();
${this.log()}
for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
}`;
  }
}

/** The source text of a program `async (log) => …`. */
export function randomProgram(seed: number): string {
  return new Writer(new RandomSource(seed, 0)).program();
}
