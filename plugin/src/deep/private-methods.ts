// Private methods: nobody outside the class can reach the function, so its generator form is another private method, and calls name that.
//
//   this.#m(a)      (yield* this.#_deep_m(a))

import { types as t } from '@babel/core';
import { callExpression } from '../builders';
import { again, withFields } from '../expressions';
import type { Lowering } from '../lowering';
import { lowerOwner } from '../member';
import { isPlain } from '../quiet';

/** The private methods that the file declares once, with the names of their generator forms. */
export class PrivateMethods {
  private readonly declared = new Map<string, { count: number; node: t.ClassPrivateMethod | null }>();
  private readonly accessors = new Map<string, { count: number; node: t.ClassPrivateMethod }>();

  /** Names of the accessors that it declares. */
  readonly getters = new Set<string>();
  readonly setters = new Set<string>();

  constructor(program: t.Program) {
    t.traverseFast(program, (node) => {
      this.noteAccessor(node);
      if (node.type !== 'ClassPrivateMethod' && node.type !== 'ClassPrivateProperty') return;
      const { name } = node.key.id;
      if (node.type === 'ClassPrivateMethod' && node.kind !== 'method') {
        const key = `${node.kind} ${name}`;
        const own = this.accessors.get(key);
        if (own === undefined) this.accessors.set(key, { count: 1, node });
        else own.count++;
      }
      const known = this.declared.get(name);
      const isMethod = node.type === 'ClassPrivateMethod' && node.kind === 'method' && !(node.generator && node.async);
      if (known === undefined) this.declared.set(name, { count: 1, node: isMethod ? node : null });
      else known.count++;
    });
  }

  private noteAccessor(node: t.Node): void {
    if (node.type !== 'ClassMethod' && node.type !== 'ObjectMethod') return;
    if (node.computed || node.key.type !== 'Identifier') return;
    if (node.kind === 'get') this.getters.add(node.key.name);
    if (node.kind === 'set') this.setters.add(node.key.name);
  }

  /** The accessor of that name if there is exactly one in the file. */
  accessor(kind: 'get' | 'set', name: string): t.ClassPrivateMethod | null {
    const known = this.accessors.get(`${kind} ${name}`);
    return known?.count === 1 ? known.node : null;
  }

  /** The method of that name if there is exactly one in the file. */
  find(name: string): t.ClassPrivateMethod | null {
    const known = this.declared.get(name);
    return known?.count === 1 ? known.node : null;
  }
}

/** The name of the generator form of a private method or accessor; null if it has none. */
export function privateTwinName(node: t.ClassPrivateMethod, lowering: Lowering): string | null {
  const { name } = node.key.id;
  const { kind } = node;
  const found = kind === 'method' ? lowering.privateMethods?.find(name) : lowering.privateMethods?.accessor(kind, name);
  if (found !== node || lowering.facts.ofFunction(node).dynamic) return null;
  return lowering.names.shared(kind === 'method' ? `_deep_${name}` : `_deep_${kind}_${name}`);
}

/** `o.#m(a)` in a generator of deep mode; null if it is no such call. */
export function privateTwinCall(node: t.CallExpression, lowering: Lowering): t.Expression | null {
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'PrivateName') return null;
  const found = lowering.privateMethods?.find(callee.property.id.name);
  const name = found && privateTwinName(found, lowering);
  if (name == null) return null;
  // The object of a generator is made from both forms.
  if (found?.generator && !isPlain(callee.object)) return null;
  const object = lowerOwner(callee.object as t.Expression, lowering);
  const method = withFields(callee, { object, property: t.privateName(t.identifier(name)) });
  const call = { ...node, callee: method, arguments: lowering.list(node.arguments) };
  if (!found?.generator) return t.yieldExpression(call, true);
  return callExpression(lowering.entry('generatorObject'), [call, withFields(callee, { object: again(object) })]);
}

/** The call of the generator form of a private accessor, `yield* o.#_deep_get_k()`; null if it has none. */
export function privateAccessorCall(
  kind: 'get' | 'set',
  { object, property }: t.MemberExpression,
  args: t.Expression[],
  lowering: Lowering,
): t.Expression | null {
  const found =
    property.type === 'PrivateName' ? (lowering.privateMethods?.accessor(kind, property.id.name) ?? null) : null;
  const name = found === null ? null : privateTwinName(found, lowering);
  if (name === null) return null;
  const method = t.memberExpression(object, t.privateName(t.identifier(name)));
  return t.yieldExpression(t.callExpression(method, args), true);
}
