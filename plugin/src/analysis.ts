// One walk over the program that finds out what every name means and what every function needs from its surroundings. It changes
// nothing. Own code instead of Babel's scopes, because those would have to be crawled anew after the work of other plugins.

import type { types as t } from '@babel/core';
import { isFresh, isRequire, isStrict, nameOfTarget, patternNames } from './facts';
import { FunctionNames } from './function-names';
import { markDynamic, markLexical } from './lexical';
import { type Binding, type ClassInfo, type FunctionInfo, functionScope, type Loop, Scope } from './scope';
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

  private order = 0;
  private loops: Loop[] = [];
  private classStack: ClassInfo[] = [];
  private parameterDepth = 0;
  private readonly functionNames = new FunctionNames();

  constructor(
    program: t.Program,
    private readonly keys: Record<string, readonly string[]>,
  ) {
    const module = program.body.some(({ type }) => type === 'ImportDeclaration' || type.startsWith('Export'));
    this.program = this.information(program, 'program', null, {
      strict: module || isStrict(program.directives),
      name: '',
    });
    const scope = new Scope(null, this.program, 'program', this.order++);
    this.scopes.set(program, scope);
    this.statements(program.body, scope);
    this.uses.resolve();
  }

  private information(
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
      created: given.created ?? this.order++,
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

  private statements(body: t.Node[], scope: Scope): void {
    for (const node of body) this.hoist(node, scope);
    for (const node of body) this.visit(node, scope);
  }

  /** Declarations that are visible before they are reached. */
  private hoist(node: t.Node, scope: Scope): void {
    const declaration =
      (node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration') && node.declaration
        ? node.declaration
        : node;
    if (declaration.type === 'FunctionDeclaration' && declaration.id) {
      this.declare(declaration.id, scope, 'function', scope.start);
      // Sloppy mode: a plain function is also a variable of the enclosing function, written when the block is run.
      const { async, generator } = declaration;
      if (!async && !generator && !scope.fn.strict && !['body', 'program', 'function'].includes(scope.kind))
        this.declare(declaration.id, functionScope(scope), 'var', 0).assigned = true;
    } else if (declaration.type === 'VariableDeclaration' && declaration.kind !== 'var') {
      for (const { id } of declaration.declarations) this.declarePattern(id, scope, 'let', Number.POSITIVE_INFINITY);
    } else if (declaration.type === 'ClassDeclaration' && declaration.id)
      this.declare(declaration.id, scope, 'class', Number.POSITIVE_INFINITY);
    else if (node.type === 'LabeledStatement') this.hoist(node.body, scope);
  }

  private declare(id: t.Identifier, scope: Scope, kind: Binding['kind'], ready: number): Binding {
    this.uses.name(id, scope);
    return scope.declare(id.name, kind, ready, id.loc?.start.line ?? 0);
  }

  private declarePattern(pattern: t.Node, scope: Scope, kind: Binding['kind'], ready: number): void {
    switch (pattern.type) {
      case 'Identifier':
        this.declare(pattern, scope, kind, ready);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties)
          this.declarePattern(property.type === 'RestElement' ? property.argument : property.value, scope, kind, ready);
        return;
      case 'ArrayPattern':
        for (const item of pattern.elements) if (item) this.declarePattern(item, scope, kind, ready);
        return;
      case 'AssignmentPattern':
        this.declarePattern(pattern.left, scope, kind, ready);
        return;
      case 'RestElement':
        this.declarePattern(pattern.argument, scope, kind, ready);
        return;
      case 'TSParameterProperty':
        this.declarePattern(pattern.parameter, scope, kind, ready);
    }
  }

  private visitAll(nodes: readonly (t.Node | null | undefined)[], scope: Scope): void {
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

  private block(node: t.Node, body: t.Node[], scope: Scope, kind: Scope['kind']): void {
    const inner = new Scope(scope, scope.fn, kind, this.order++);
    this.scopes.set(node, inner);
    this.statements(body, inner);
  }

  private visit(node: t.Node, scope: Scope): void {
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
        this.privateName(node.id.name, scope.fn);
        return;
      case 'ReturnStatement':
        if (node.argument?.type === 'Identifier') this.uses.refer(node.argument, scope, 'returned');
        else if (node.argument) this.visit(node.argument, scope);
        return;
      case 'AssignmentExpression':
        this.assignment(node, scope);
        return;
      case 'UpdateExpression':
        if (node.argument.type === 'Identifier') this.uses.refer(node.argument, scope, 'value');
        this.target(node.argument, scope, false);
        return;
      case 'AssignmentPattern':
        this.functionNames.hint(node.right, nameOfTarget(node.left));
        this.visit(node.right, scope);
        this.visit(node.left, scope);
        return;
      case 'VariableDeclaration':
        for (const declarator of node.declarations) this.declarator(node, declarator, scope);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.function(node, scope);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.class(node, scope);
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
        for (const { local } of node.specifiers) this.declare(local, scope, 'import', scope.start).module = true;
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
        this.declare(node.id, scope, 'var', scope.start).assigned = true;
        return;
      default:
        if (!node.type.startsWith('TS') && !node.type.endsWith('TypeAnnotation')) this.children(node, scope);
    }
  }

  private member(node: t.MemberExpression | t.OptionalMemberExpression, scope: Scope): void {
    const { object } = node;
    if (object.type === 'Super') {
      markLexical(scope.fn, 'readsSuper');
      markLexical(scope.fn, 'usesThis');
    } else if (object.type === 'Identifier') this.uses.refer(object, scope, 'object');
    else this.visit(object, scope);
    if (node.computed || node.property.type === 'PrivateName') this.visit(node.property, scope);
  }

  private assignment(node: t.AssignmentExpression, scope: Scope): void {
    this.functionNames.hint(node.right, nameOfTarget(node.left));
    if (node.operator !== '=' && node.left.type === 'Identifier') this.uses.refer(node.left, scope, 'value');
    if (node.left.type === 'Identifier') this.visit(node.right, scope);
    this.target(node.left, scope, false);
    if (node.left.type !== 'Identifier') this.visit(node.right, scope);
  }

  /** What is assigned to. */
  private target(node: t.Node, scope: Scope, initial: boolean): void {
    switch (node.type) {
      case 'Identifier':
        this.uses.assign(node, scope, this.order++, initial);
        return;
      case 'MemberExpression':
        if (node.object.type === 'Super') markLexical(scope.fn, 'writesSuper');
        this.member(node, scope);
        return;
      case 'ObjectPattern':
        for (const property of node.properties)
          if (property.type === 'RestElement') this.target(property.argument, scope, initial);
          else {
            if (property.computed) this.visit(property.key, scope);
            this.target(property.value, scope, initial);
          }
        return;
      case 'ArrayPattern':
        for (const item of node.elements) if (item) this.target(item, scope, initial);
        return;
      case 'AssignmentPattern':
        this.functionNames.hint(node.right, nameOfTarget(node.left));
        this.visit(node.right, scope);
        this.target(node.left, scope, initial);
        return;
      case 'RestElement':
        this.target(node.argument, scope, initial);
        return;
      default:
        this.visit(node, scope);
    }
  }

  private declarator(declaration: t.VariableDeclaration, node: t.VariableDeclarator, scope: Scope): void {
    const isVar = declaration.kind === 'var';
    const home = isVar ? functionScope(scope) : scope;
    if (isVar) this.declarePattern(node.id, home, 'var', home.start);
    if (node.init) {
      this.functionNames.hint(node.init, nameOfTarget(node.id));
      this.visit(node.init, scope);
    }
    if (isVar && node.init) this.target(node.id, scope, true);
    else this.patternExpressions(node.id, scope);
    this.markReady(node.id, home);
    if (node.id.type !== 'Identifier') return;
    const binding = home.bindings.get(node.id.name);
    if (binding === undefined || !node.init) return;
    if (binding.initialised) binding.assigned = true;
    binding.initialised = true;
    if (isFresh(node.init)) binding.fresh = true;
    if (isRequire(node.init)) binding.module = true;
  }

  /** Defaults and computed keys in a pattern that declares. */
  private patternExpressions(node: t.Node, scope: Scope): void {
    if (node.type === 'ObjectPattern')
      for (const property of node.properties) {
        if (property.type === 'RestElement') continue;
        if (property.computed) this.visit(property.key, scope);
        this.patternExpressions(property.value, scope);
      }
    else if (node.type === 'ArrayPattern')
      for (const item of node.elements) item && this.patternExpressions(item, scope);
    else if (node.type === 'AssignmentPattern') {
      this.functionNames.hint(node.right, nameOfTarget(node.left));
      this.visit(node.right, scope);
      this.patternExpressions(node.left, scope);
    } else if (node.type === 'RestElement') this.patternExpressions(node.argument, scope);
    else if (node.type === 'TSParameterProperty') this.patternExpressions(node.parameter, scope);
  }

  private markReady(pattern: t.Node, scope: Scope): void {
    const now = this.order++;
    for (const name of patternNames(pattern)) {
      const binding = scope.bindings.get(name);
      if (binding !== undefined && binding.ready === Number.POSITIVE_INFINITY && scope.kind !== 'switch')
        binding.ready = now;
    }
  }

  private inLoop(visit: () => void): void {
    this.loops.push({ start: this.order++ });
    visit();
    this.loops.pop();
  }

  private for(node: t.ForStatement | t.ForInStatement | t.ForOfStatement, outer: Scope): void {
    this.inLoop(() => {
      const scope = new Scope(outer, outer.fn, 'block', this.order++);
      if (node.type === 'ForStatement') {
        if (node.init) this.hoist(node.init, scope);
        this.visitAll([node.init, node.test, node.update, node.body], scope);
        return;
      }
      this.hoist(node.left, scope);
      this.visit(node.right, scope);
      if (node.left.type === 'VariableDeclaration') {
        const [declarator] = node.left.declarations;
        if (node.left.kind === 'var' && declarator) {
          this.declarePattern(declarator.id, functionScope(scope), 'var', 0);
          this.target(declarator.id, scope, false);
        } else if (declarator) {
          this.patternExpressions(declarator.id, scope);
          this.markReady(declarator.id, scope);
        }
      } else this.target(node.left, scope, false);
      this.visit(node.body, scope);
    });
  }

  private switch(node: t.SwitchStatement, scope: Scope): void {
    this.visit(node.discriminant, scope);
    const inner = new Scope(scope, scope.fn, 'switch', this.order++);
    for (const { consequent } of node.cases) for (const child of consequent) this.hoist(child, inner);
    for (const { test, consequent } of node.cases) {
      if (test) this.visit(test, inner);
      this.visitAll(consequent, inner);
    }
  }

  private catch(node: t.CatchClause, scope: Scope): void {
    const inner = new Scope(scope, scope.fn, 'block', this.order++);
    if (node.param) {
      this.declarePattern(node.param, inner, 'catch', inner.start);
      this.patternExpressions(node.param, inner);
    }
    this.visit(node.body, inner);
  }

  // Functions and classes

  private function(node: t.Function, outer: Scope): void {
    const isMethod = node.type === 'ObjectMethod' || node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod';
    if (isMethod && node.type !== 'ClassPrivateMethod' && node.computed) this.visit(node.key, outer);
    let scope = outer;
    const name = this.functionNames.of(node, this.classStack.at(-1)?.node);
    const body = node.body.type === 'BlockStatement' ? node.body : null;
    const constructs = node.type === 'ClassMethod' && node.kind === 'constructor';
    const info = this.information(node, 'function', outer, {
      arrow: node.type === 'ArrowFunctionExpression',
      async: node.async === true,
      strict: outer.strict || isStrict(body?.directives),
      constructs,
      derives: constructs && this.classStack.at(-1)?.node.superClass != null,
      name,
      created: node.type === 'FunctionDeclaration' ? outer.start : undefined,
      inParameters: this.parameterDepth > 0,
    });
    if (node.type === 'FunctionExpression' && node.id) {
      // The function's own name belongs to the outside: a hoisted body gets it passed.
      scope = new Scope(outer, outer.fn, 'name', this.order++);
      this.declare(node.id, scope, 'self', 0);
    }
    const loops = this.loops;
    this.loops = [];
    const simple = node.params.every(({ type }) => type === 'Identifier');
    const parameters = new Scope(scope, info, 'function', this.order++);
    this.parameterScopes.set(node, parameters);
    this.parameterDepth++;
    for (const param of node.params) this.declarePattern(param, parameters, 'param', Number.POSITIVE_INFINITY);
    for (const param of node.params) this.patternExpressions(param, parameters);
    this.parameterDepth--;
    const depth = this.parameterDepth;
    this.parameterDepth = 0;
    const now = this.order++;
    for (const binding of parameters.bindings.values()) binding.ready = now;
    const last = node.params.at(-1);
    if (last?.type === 'RestElement' && last.argument.type === 'Identifier') {
      const rest = parameters.bindings.get(last.argument.name);
      if (rest) rest.fresh = true;
    }
    if (body === null) this.visit(node.body, parameters);
    else if (simple) {
      this.scopes.set(body, parameters);
      this.statements(body.body, parameters);
    } else this.block(body, body.body, parameters, 'body');
    this.parameterDepth = depth;
    this.loops = loops;
  }

  private class(node: t.Class, outer: Scope): void {
    const created = this.order++;
    const scope = new Scope(outer, outer.fn, 'class', created);
    if (node.type === 'ClassExpression' && node.id) this.declare(node.id, scope, 'self', created);
    const privateNames = new Set<string>();
    for (const element of node.body.body)
      if ('key' in element && element.key?.type === 'PrivateName') privateNames.add(element.key.id.name);
    const info: ClassInfo = { node, scope, privateNames, depth: this.classStack.length };
    this.classes.set(node, info);
    if (node.superClass) this.visit(node.superClass, scope);
    if (node.decorators) this.visitAll(node.decorators, outer);
    this.classStack.push(info);
    for (const element of node.body.body) this.classElement(element, scope);
    this.classStack.pop();
    if (node.type === 'ClassDeclaration' && node.id) this.markReady(node.id, outer);
  }

  private classElement(element: t.ClassBody['body'][number], scope: Scope): void {
    if ('decorators' in element && element.decorators) this.visitAll(element.decorators, scope);
    if (element.type === 'ClassMethod' || element.type === 'ClassPrivateMethod') this.function(element, scope);
    else if (element.type === 'StaticBlock') {
      const info = this.information(element, 'initializer', scope, { strict: true, name: '<static>' });
      this.insideInitializer(() =>
        this.block(element, element.body, new Scope(scope, info, 'function', this.order++), 'body'),
      );
    } else if (
      element.type === 'ClassProperty' ||
      element.type === 'ClassPrivateProperty' ||
      element.type === 'ClassAccessorProperty'
    ) {
      if (element.type !== 'ClassPrivateProperty' && element.computed) this.visit(element.key, scope);
      const { value, key } = element;
      if (!value) return;
      const owner = this.classStack.at(-1)?.node.id?.name;
      const own = key.type === 'PrivateName' ? `#${key.id.name}` : key.type === 'Identifier' ? key.name : '';
      this.functionNames.hint(value, owner ? `${owner}.${own}` : own);
      const info = this.information(element, 'initializer', scope, { strict: true });
      this.insideInitializer(() => this.visit(value, new Scope(scope, info, 'function', this.order++)));
    }
  }

  private insideInitializer(visit: () => void): void {
    const { loops, parameterDepth } = this;
    this.loops = [];
    this.parameterDepth = 0;
    visit();
    this.loops = loops;
    this.parameterDepth = parameterDepth;
  }

  private privateName(name: string, from: FunctionInfo): void {
    const owner = this.classStack.findLast(({ privateNames }) => privateNames.has(name));
    if (owner === undefined) return;
    const end = owner.scope.fn;
    for (let fn: FunctionInfo | null = from; fn !== null && fn !== end; fn = fn.parent)
      if (fn.privateClass === null || fn.privateClass.depth < owner.depth) fn.privateClass = owner;
  }
}
