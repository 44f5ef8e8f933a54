// One walk over the program that finds out what every name means and what every function needs from its surroundings. It changes
// nothing. Own code instead of Babel's scopes, because those would have to be crawled anew after the work of other plugins.

import type { types as t } from '@babel/core';
import { analyseAssignment, analysePattern, analyseTarget } from './assignments';
import { analyseDeclarator, declare, declarePattern, hoist, markReady } from './declarations';
import { isStrict, nameOfTarget } from './facts';
import { FunctionNames } from './function-names';
import { analyseClass, analyseFunction, notePrivateName } from './functions-and-classes';
import { markDynamic, markLexical } from './lexical';
import { type ClassInfo, type FunctionInfo, functionScope, type Loop, Scope } from './scope';
import { Uses } from './uses';

export class Analysis {
  readonly functions = new Map<t.Node, FunctionInfo>();
  /** The scope of each block, and of each function body. */
  readonly scopes = new Map<t.Node, Scope>();
  /** The scope of each function's parameters. */
  readonly parameterScopes = new Map<t.Node, Scope>();
  readonly classes = new Map<t.Node, ClassInfo>();
  /** What the names mean. */
  readonly uses = new Uses();
  readonly program: FunctionInfo;

  /** Loops of the current function around the current place. */
  loops: Loop[] = [];
  /** Classes around the current place. */
  classStack: ClassInfo[] = [];
  /** Parameter lists around the current place, within the current function body. */
  parameterDepth = 0;
  readonly functionNames = new FunctionNames();

  private order = 0;

  constructor(
    program: t.Program,
    private readonly keys: Record<string, readonly string[]>,
  ) {
    const module = program.body.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export'));
    this.program = this.information(program, 'program', null, {
      strict: module || isStrict(program.directives),
      name: '',
    });
    const scope = new Scope(null, this.program, 'program', this.next());
    this.scopes.set(program, scope);
    this.statements(program.body, scope);
    this.uses.resolve();
  }

  /** The next number in the order of evaluation. */
  next(): number {
    return this.order++;
  }

  information(
    node: t.Node,
    kind: FunctionInfo['kind'],
    scope: Scope | null,
    given: Partial<
      Pick<FunctionInfo, 'arrow' | 'async' | 'strict' | 'constructs' | 'derives' | 'name' | 'created' | 'inParameters'>
    >,
  ): FunctionInfo {
    const parent = scope?.fn ?? null;
    const info: FunctionInfo = {
      node,
      kind,
      parent,
      arrow: given.arrow ?? false,
      async: given.async ?? false,
      strict: given.strict ?? scope?.strict ?? false,
      constructs: given.constructs ?? false,
      derives: given.derives ?? false,
      name: given.name ?? '',
      outerScope: scope,
      created: given.created ?? this.next(),
      loops: this.loops.slice(),
      inParameters: given.inParameters ?? false,
      usesThis: false,
      usesArguments: false,
      usesNewTarget: false,
      readsSuper: false,
      writesSuper: false,
      callsSuper: false,
      privateClass: null,
      dynamic: this.uses.withDepth > 0,
      captures: new Map(),
    };
    this.functions.set(node, info);
    return info;
  }

  // Statements

  statements(body: t.Node[], scope: Scope): void {
    for (const node of body) hoist(node, scope, this);
    for (const node of body) this.visit(node, scope);
  }

  visitAll(nodes: readonly (t.Node | null | undefined)[], scope: Scope): void {
    for (const node of nodes) if (node) this.visit(node, scope);
  }

  private children(node: t.Node, scope: Scope): void {
    const fields = node as unknown as Record<string, unknown>;
    for (const key of this.keys[node.type] ?? []) {
      const value = fields[key];
      if (Array.isArray(value)) this.visitAll(value, scope);
      else if (value) this.visit(value as t.Node, scope);
    }
  }

  block(node: t.Node, body: t.Node[], scope: Scope, kind: Scope['kind']): void {
    const inner = new Scope(scope, scope.fn, kind, this.next());
    this.scopes.set(node, inner);
    this.statements(body, inner);
  }

  visit(node: t.Node, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
        this.uses.refer(node, scope, 'value');
        return;
      case 'ThisExpression':
        markLexical(scope.fn, 'usesThis');
        return;
      case 'MetaProperty':
        if (node.meta.name === 'new') markLexical(scope.fn, 'usesNewTarget');
        return;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.member(node, scope);
        return;
      case 'CallExpression':
        if (node.callee.type === 'Super') markLexical(scope.fn, 'callsSuper');
        else {
          if (node.callee.type === 'Identifier' && node.callee.name === 'eval') markDynamic(scope.fn);
          this.visit(node.callee, scope);
        }
        this.visitAll(node.arguments, scope);
        return;
      case 'PrivateName':
        notePrivateName(node.id.name, scope.fn, this);
        return;
      case 'ReturnStatement':
        if (node.argument?.type === 'Identifier') this.uses.refer(node.argument, scope, 'returned');
        else if (node.argument) this.visit(node.argument, scope);
        return;
      case 'AssignmentExpression':
        analyseAssignment(node, scope, this);
        return;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') this.uses.refer(node.argument, scope, 'value');
        analyseTarget(node.argument, scope, false, this);
        return;
      case 'AssignmentPattern':
        this.functionNames.hint(node.right, nameOfTarget(node.left));
        this.visit(node.right, scope);
        this.visit(node.left, scope);
        return;
      case 'VariableDeclaration':
        for (const declarator of node.declarations) analyseDeclarator(node, declarator, scope, this);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        analyseFunction(node, scope, this);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        analyseClass(node, scope, this);
        return;
      case 'BlockStatement':
        this.block(node, node.body, scope, 'block');
        return;
      case 'SwitchStatement':
        this.switch(node, scope);
        return;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
        this.for(node, scope);
        return;
      case 'WhileStatement':
      case 'DoWhileStatement':
        this.inLoop(() => {
          this.visit(node.test, scope);
          this.visit(node.body, scope);
        });
        return;
      case 'CatchClause':
        this.catch(node, scope);
        return;
      case 'WithStatement':
        this.visit(node.object, scope);
        markDynamic(scope.fn);
        this.uses.withDepth++;
        this.visit(node.body, scope);
        this.uses.withDepth--;
        return;
      case 'LabeledStatement':
        this.uses.name(node.label, scope);
        this.visit(node.body, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'ImportExpression':
        if (node.type === 'ImportExpression') this.children(node, scope);
        return;
      case 'ObjectProperty':
        if (node.computed) this.visit(node.key, scope);
        else if (node.key.type === 'Identifier') this.functionNames.hint(node.value, node.key.name);
        this.visit(node.value, scope);
        return;
      case 'ImportDeclaration':
        for (const { local } of node.specifiers) declare(local, scope, 'import', scope.start, this).module = true;
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) this.visit(node.declaration, scope);
        else if (!node.source)
          for (const specifier of node.specifiers)
            if (specifier.type === 'ExportSpecifier') this.uses.refer(specifier.local, scope, 'value');
        return;
      case 'ExportAllDeclaration':
        return;
      case 'JSXIdentifier':
        if (/^[A-Z_$]/.test(node.name)) this.uses.refer(node as unknown as t.Identifier, scope, 'jsx');
        return;
      case 'JSXAttribute':
        if (node.value) this.visit(node.value, scope);
        return;
      case 'JSXMemberExpression':
        this.visit(node.object, scope);
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'TSExportAssignment':
        this.visit(node.expression, scope);
        return;
      case 'TSEnumDeclaration':
        declare(node.id, scope, 'var', scope.start, this).assigned = true;
        return;
      default:
        if (!node.type.startsWith('TS') && !node.type.endsWith('TypeAnnotation')) this.children(node, scope);
    }
  }

  member(node: t.MemberExpression | t.OptionalMemberExpression, scope: Scope): void {
    const { object } = node;
    if (object.type === 'Super') {
      markLexical(scope.fn, 'readsSuper');
      markLexical(scope.fn, 'usesThis');
    } else if (object.type === 'Identifier') this.uses.refer(object, scope, 'object');
    else this.visit(object, scope);
    if (node.computed || node.property.type === 'PrivateName') this.visit(node.property, scope);
  }

  private inLoop(visit: () => void): void {
    this.loops.push({ start: this.next() });
    visit();
    this.loops.pop();
  }

  private for(node: t.ForStatement | t.ForInStatement | t.ForOfStatement, outer: Scope): void {
    this.inLoop(() => {
      const scope = new Scope(outer, outer.fn, 'block', this.next());
      if (node.type === 'ForStatement') {
        if (node.init) hoist(node.init, scope, this);
        this.visitAll([node.init, node.test, node.update, node.body], scope);
        return;
      }
      hoist(node.left, scope, this);
      this.visit(node.right, scope);
      if (node.left.type === 'VariableDeclaration') {
        const [declarator] = node.left.declarations;
        if (node.left.kind === 'var' && declarator) {
          declarePattern(declarator.id, functionScope(scope), 'var', 0, this);
          analyseTarget(declarator.id, scope, false, this);
        } else if (declarator) {
          analysePattern(declarator.id, scope, this);
          markReady(declarator.id, scope, this);
        }
      } else analyseTarget(node.left, scope, false, this);
      this.visit(node.body, scope);
    });
  }

  private switch(node: t.SwitchStatement, scope: Scope): void {
    this.visit(node.discriminant, scope);
    const inner = new Scope(scope, scope.fn, 'switch', this.next());
    for (const { consequent } of node.cases) for (const child of consequent) hoist(child, inner, this);
    for (const { test, consequent } of node.cases) {
      if (test) this.visit(test, inner);
      this.visitAll(consequent, inner);
    }
  }

  private catch(node: t.CatchClause, scope: Scope): void {
    const inner = new Scope(scope, scope.fn, 'block', this.next());
    if (node.param) {
      declarePattern(node.param, inner, 'catch', inner.start, this);
      analysePattern(node.param, inner, this);
    }
    this.visit(node.body, inner);
  }
}
