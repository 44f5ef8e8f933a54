// Small functions that the code of a file needs, declared in its header, each when it is first used.

import { types as t, template } from '@babel/core';
import { binaryExpression, callExpression, identifier, memberExpression } from './builders';
import type { Names } from './names';

/** The file's own loggers: what they take in front of the site's index `i`, and what they hand over; `s` is the site. */
const LOGGERS = {
  read: { name: '_r', entry: 'read', takes: ['o', 'k'], hands: ['o', 'k', 's'] },
  write: { name: '_w', entry: 'write', takes: ['o', 'k'], hands: ['o', 'k', 's'] },
  // Of private fields the runtime cannot see the value.
  readPrivate: { name: '_rp', entry: 'read', takes: ['o', 'k', 'v'], hands: ['o', 'k', 's', 'v'] },
  writePrivate: { name: '_wp', entry: 'write', takes: ['o', 'k', 'v'], hands: ['o', 'k', 's', 'v'] },
  variable: { name: '_v', entry: 'variable', takes: ['n', 'w', 'v'], hands: ['n', 'w', 's', 'v'] },
  method: { name: '_m', entry: 'method', takes: ['o', 'n', 'k'], hands: ['o', 'n', 'k', 's'] },
} as const;

const OTHERS = {
  // A target of destructuring that stands for a variable used through functions.
  target: { name: '_target', source: 'function NAME(set) { return { set v(v) { set(v); } }; }' },
  // `next()` must return an object.
  step: {
    name: '_step',
    source:
      'function NAME(r) { if (Object(r) !== r) throw new TypeError("Iterator result " + String(r) + " is not an object"); return r; }',
  },
  // AsyncIteratorClose of ECMAScript: errors of `return()` give way to the one that left the loop.
  close: {
    name: '_close',
    source: `function* NAME(i, threw, s) {
      let r;
      try { r = i.return; if (r == null) return; r = yield RUNTIME.at(r.call(i), s); } catch (e) { if (threw) return; throw e; }
      if (!threw && Object(r) !== r) throw new TypeError("Iterator result " + String(r) + " is not an object");
    }`,
  },
} as const;

export type Logger = keyof typeof LOGGERS;
type Other = keyof typeof OTHERS;

function isLogger(helper: Logger | Other): helper is Logger {
  return Object.hasOwn(LOGGERS, helper);
}

export class Helpers {
  /** The helpers that are used, by the names that the file gives them. */
  private readonly used = new Map<Logger | Other, string>();
  /** The name of the switch of access tracking. */
  readonly tracking: string;
  usesTracking = false;
  /** The name of the switches of deep mode, if the file uses them. */
  deep: string | null = null;

  constructor(
    private readonly names: Names,
    private readonly runtime: string,
    private readonly base: string,
  ) {
    this.tracking = names.made('_t');
  }

  /** A reference to the helper. */
  reference(helper: Logger | Other): t.Identifier {
    let name = this.used.get(helper);
    if (name === undefined) {
      const wanted = isLogger(helper) ? LOGGERS[helper].name : OTHERS[helper].name;
      this.used.set(helper, (name = this.names.made(wanted)));
    }
    return identifier(name);
  }

  /** `_t.on` */
  trackingIsOn(): t.Expression {
    this.usesTracking = true;
    return memberExpression(identifier(this.tracking), identifier('on'));
  }

  /** `_d` */
  deepSwitch(): t.Expression {
    this.deep ??= this.names.made('_d');
    return identifier(this.deep);
  }

  declarations(): t.Statement[] {
    return [...this.used].map(([helper, name]) =>
      isLogger(helper) ? this.logger(helper, name) : this.fromSource(OTHERS[helper].source, name),
    );
  }

  /** `function _r(o, k, i) { _$.read(o, k, _s + i); }`. From builders, because nearly every file has some; a template takes longer. */
  private logger(helper: Logger, name: string): t.Statement {
    const { entry, takes, hands } = LOGGERS[helper];
    const site = () => binaryExpression('+', identifier(this.base), identifier('i'));
    const call = callExpression(
      memberExpression(identifier(this.runtime), identifier(entry)),
      hands.map((argument) => (argument === 's' ? site() : identifier(argument))),
    );
    const params = [...takes, 'i'].map((param) => identifier(param));
    return t.functionDeclaration(identifier(name), params, t.blockStatement([t.expressionStatement(call)]));
  }

  private fromSource(source: string, NAME: string): t.Statement {
    const names = source.includes('RUNTIME') ? { NAME, RUNTIME: this.runtime } : { NAME };
    return template.statement(source, { placeholderPattern: /^(?:NAME|RUNTIME)$/ })(names);
  }
}
