// What a context of `node:vm` sees of ports that were moved to it: everything is of its own classes, the methods and what they throw, too.

import { types } from 'node:util';
import { type Context, runInContext } from 'node:vm';
import type { HostAgent } from '../host-agent';
import { NativeMessageChannel, nativeMove } from './natives';
import type { PortData } from './port-data';
import { type Face, PortEnd } from './port-end';
import { markedObject } from './port-object';
import { samples } from './realm-prototypes';
import { walk } from './walk';

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Methods = Readonly<Record<string, Method>>;

/** Runs in the context. */
const MAKE = `(methods, translated) => {
  class MessagePort {}
  for (const name of Object.keys(methods)) {
    const { [name]: value } = {
      [name](...args) {
        try {
          return methods[name].apply(this, args);
        } catch (error) {
          throw translated(error);
        }
      },
    };
    Object.defineProperty(MessagePort.prototype, name, { value, writable: true, enumerable: true, configurable: true });
  }
  return {
    prototype: MessagePort.prototype,
    event: (type, target, data, ports) => ({ data, target, type, ports: [...ports] }),
  };
}`;

interface Made {
  readonly prototype: object;
  event(type: string, target: object, data: unknown, ports: readonly object[]): object;
}

interface Prototypes {
  /** Those of the context by those of this realm. */
  readonly own: ReadonlyMap<object, object>;
  /** And by the names of the classes: errors may be of Node's own realm. */
  readonly named: ReadonlyMap<string, object>;
}

function prototypesOf(context: Context): Prototypes {
  const kinds = samples().map((sample) => Object.getPrototypeOf(sample) as { readonly constructor: Function });
  const names = kinds.map(({ constructor }) => constructor.name);
  const theirs = runInContext(`[${names.join()}].map(({ prototype }) => prototype)`, context) as object[];
  return {
    own: new Map(kinds.map((kind, i) => [kind, theirs[i] as object])),
    named: new Map(names.map((name, i) => [name, theirs[i] as object])),
  };
}

/** The context's DOMException: no name of the context stands for it, so Node is made to throw one. */
function domExceptionOf(context: Context): typeof DOMException {
  const { port1, port2 } = new NativeMessageChannel();
  const moved = nativeMove(port1, context as never) as unknown as {
    postMessage(value: unknown): void;
    close(): void;
  };
  try {
    moved.postMessage(Symbol());
  } catch (error) {
    return (error as DOMException).constructor as typeof DOMException;
  } finally {
    moved.close();
    port2.close();
  }
  return DOMException;
}

export class ContextRealm {
  private readonly prototypes: Prototypes;
  private readonly made: Made;

  constructor(
    private readonly context: Context,
    methods: Methods,
  ) {
    this.prototypes = prototypesOf(context);
    const make = runInContext(MAKE, context) as (methods: Methods, translated: (error: unknown) => unknown) => Made;
    this.made = make(methods, (error) => this.translated(error));
  }

  /** A port of the context. */
  port(data: PortData, agent: HostAgent, face: Face): PortEnd {
    const end = new PortEnd(data, agent, face);
    end.face = markedObject(end, this.made.prototype);
    agent.messages.opened(end);
    end.changed();
    return end;
  }

  /** A value of this realm becomes one of the context. */
  adopt(value: unknown): unknown {
    walk(value, this.prototypes.own, () => -1);
    return value;
  }

  event(type: string, target: object, data: unknown, ports: readonly object[]): object {
    return this.made.event(type, target, data, ports);
  }

  private translated(error: unknown): unknown {
    const { name, message } = error as Error;
    if (name === 'DataCloneError') return new (domExceptionOf(this.context))(message, name);
    const prototype = this.prototypes.named.get(name);
    return prototype !== undefined && types.isNativeError(error) ? Object.setPrototypeOf(error, prototype) : error;
  }
}
