// One walk over the program for what Babel's scopes do not know: lexical uses, and syntax that is rare and changes what names mean. A walk
// of its own, because it takes 15 ms of the benchmark's 900, and a traversal with paths 110.

import { types as t } from '@babel/core';
import { CONTROLLED_GLOBALS } from './free-globals';
import { type ClassAround, LexicalUses } from './lexical-uses';
import { DirectCalls, keyName } from './recursion';
import { isField, isSuperMember, targetsOf } from './syntax';
import { UnsupportedSyntax } from './unsupported';

export class Survey {
  readonly functions = new Map<t.Node, LexicalUses>();
  /** Plain functions that are declared in blocks, or in `if` without any. */
  readonly functionsInBlocks: t.FunctionDeclaration[] = [];
  readonly privateNames = new Set<string>();
  readonly directCalls = new DirectCalls();
  /** Those of getters and setters. */
  readonly privateAccessors = new Set<string>();
  usesUsing = false;
  /** Something with the name of a controlled global is assigned to. */
  assignsGlobal = false;
  private readonly classes: ClassAround[] = [];
  private insideWith = false;
  /** The name of the function that comes next. */
  private name: string | null = null;

  constructor(
    program: t.Program,
    /** Where the nodes of each type have children that are code. */
    private readonly code: Record<string, readonly string[]>,
  ) {
    const fn = this.enter(program, null);
    this.all(program.body, fn);
  }

  private enter(node: t.Node, parent: LexicalUses | null): LexicalUses {
    const fn = new LexicalUses(node, parent, 'async' in node && node.async ? this.name : null);
    this.name = null;
    fn.dynamic = this.insideWith;
    this.functions.set(node, fn);
    return fn;
  }

  private all(nodes: readonly (t.Node | null)[], fn: LexicalUses): void {
    for (const node of nodes) if (node) this.visit(node, fn);
  }

  private children(node: t.Node, fn: LexicalUses): void {
    const fields = node as unknown as Record<string, t.Node | (t.Node | null)[] | null | undefined>;
    for (const key of this.code[node.type] ?? []) {
      const value = fields[key];
      if (Array.isArray(value)) this.all(value, fn);
      else if (value) this.visit(value, fn);
    }
  }

  private visit(node: t.Node, fn: LexicalUses): void {
    switch (node.type) {
      case 'Identifier':
        if (node.name === 'arguments') fn.mark('usesArguments');
        if (node.name === 'yield' && fn.isInAsync) refuseYield(node);
        return;
      case 'ThisExpression':
        fn.mark('usesThis');
        return;
      case 'MetaProperty':
        if (node.meta.name === 'new') fn.mark('usesNewTarget');
        return;
      case 'PrivateName':
        this.privateName(node, fn);
        return;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (node.object.type === 'Super') {
          fn.mark('readsSuper');
          fn.mark('usesThis');
        } else this.visit(node.object, fn);
        if (node.computed || node.property.type === 'PrivateName') this.visit(node.property, fn);
        return;
      case 'CallExpression':
        if (node.callee.type === 'Super') fn.mark('callsSuper');
        else if (t.isIdentifier(node.callee, { name: 'eval' })) {
          fn.markDynamic();
          if (mayNameLexical(node.arguments[0])) fn.mark('evaluatesLexical');
        }
        break;
      case 'AssignmentExpression':
        this.targets(node.left, fn);
        this.assignsGlobal ||= assignsGlobal(node.left);
        break;
      case 'UpdateExpression':
        this.targets(node.argument, fn);
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.targets(node.left, fn);
        break;
      case 'AwaitExpression':
        if (fn.name !== null) this.directCalls.add(fn.name, node.argument);
        break;
      case 'ReturnStatement':
        if (fn.name !== null && node.argument) this.directCalls.add(fn.name, node.argument);
        break;
      case 'VariableDeclarator':
        this.visit(node.id, fn);
        if (node.init) this.named(t.isIdentifier(node.id) ? node.id.name : null, node.init, fn);
        return;
      case 'VariableDeclaration':
        this.usesUsing ||= node.kind === 'using' || node.kind === 'await using';
        break;
      case 'ObjectProperty':
        if (node.computed) this.visit(node.key, fn);
        this.named(keyName(node.key), node.value, fn);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.function(node, fn);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.class(node, fn);
        return;
      case 'BlockStatement':
        this.functionsIn(node.body);
        break;
      case 'SwitchCase':
        this.functionsIn(node.consequent);
        break;
      case 'IfStatement':
        this.functionsIn([node.consequent, node.alternate]);
        break;
      case 'WithStatement':
        this.with(node, fn);
        return;
    }
    this.children(node, fn);
  }

  private targets(node: t.Node, fn: LexicalUses): void {
    for (const target of targetsOf(node)) {
      if (isSuperMember(target)) fn.mark('writesSuper');
      else if (t.isIdentifier(target, { name: 'arguments' })) fn.mark('writesArguments');
    }
  }

  private function(node: t.Function, outer: LexicalUses): void {
    if ('computed' in node && node.computed) this.visit(node.key, outer);
    if ('key' in node) this.name = keyName(node.key);
    else if ('id' in node && node.id) this.name = node.id.name;
    const fn = this.enter(node, outer);
    this.all(node.params, fn);
    if (node.body.type === 'BlockStatement') this.all(node.body.body, fn);
    else {
      if (fn.name !== null) this.directCalls.add(fn.name, node.body);
      this.visit(node.body, fn);
    }
  }

  /** What is given to a variable or property of that name. */
  private named(name: string | null, value: t.Node, fn: LexicalUses): void {
    if (value.type === 'ArrowFunctionExpression' || value.type === 'FunctionExpression') this.name = name;
    this.visit(value, fn);
  }

  private class(node: t.Class, fn: LexicalUses): void {
    const privateNames = new Set<string>();
    for (const item of node.body.body)
      if ('key' in item && t.isPrivateName(item.key)) {
        privateNames.add(item.key.id.name);
        if (item.type === 'ClassPrivateMethod' && item.kind !== 'method') this.privateAccessors.add(item.key.id.name);
      }
    for (const name of privateNames) this.privateNames.add(name);
    this.all(node.decorators ?? [], fn);
    // What the class extends does not see its private names.
    if (node.superClass) this.visit(node.superClass, fn);
    this.classes.push({ node, fn, privateNames, depth: this.classes.length });
    for (const item of node.body.body) this.member(item, fn);
    this.classes.pop();
  }

  private member(node: t.ClassBody['body'][number], fn: LexicalUses): void {
    if (node.type === 'StaticBlock') this.all(node.body, this.enter(node, fn));
    else if (isField(node)) {
      if (node.type !== 'ClassPrivateProperty' && node.computed) this.visit(node.key, fn);
      if (node.value) this.named(keyName(node.key), node.value, this.enter(node, fn));
    } else this.visit(node, fn);
  }

  private privateName({ id: { name } }: t.PrivateName, fn: LexicalUses): void {
    const owner = this.classes.findLast(({ privateNames }) => privateNames.has(name));
    if (owner !== undefined) fn.markPrivateName(owner);
  }

  private with(node: t.WithStatement, fn: LexicalUses): void {
    this.visit(node.object, fn);
    fn.markDynamic();
    const { insideWith } = this;
    this.insideWith = true;
    this.visit(node.body, fn);
    this.insideWith = insideWith;
  }

  private functionsIn(statements: readonly (t.Statement | null | undefined)[]): void {
    for (const node of statements)
      if (node?.type === 'FunctionDeclaration' && !node.async && !node.generator) this.functionsInBlocks.push(node);
  }
}

/** Whether text for `eval` may name what functions have without a variable; what is no literal may. */
function mayNameLexical(text: t.Node | undefined): boolean {
  return !t.isStringLiteral(text) || /arguments|target|super|this|eval|\\/.test(text.value);
}

function assignsGlobal(target: t.Node): boolean {
  if (target.type === 'Identifier') return CONTROLLED_GLOBALS.has(target.name);
  if (target.type === 'MemberExpression') return false;
  return Object.keys(t.getBindingIdentifiers(target)).some((name) => CONTROLLED_GLOBALS.has(name));
}

/** Sloppy code may use `yield` as a name, but not where an async function becomes a generator. */
function refuseYield(node: t.Identifier): never {
  throw new UnsupportedSyntax(
    node,
    'The name `yield` cannot be kept inside an async function, because that becomes a generator. Rename it.',
  );
}
