// The global `crypto` and Node's module of that name, with random values under control. Keys, primes and `subtle` are Node's own.

import nodeCrypto, { type webcrypto } from 'node:crypto';
import { type Forms, lookThrough, methodsOf } from './look-through';
import { drawnForms } from './random-values';
import { cryptoObject } from './realm-objects';

type Crypto = webcrypto.Crypto;

function webCrypto(native: Crypto): Crypto {
  const drawn = drawnForms(native, () => controlled);
  for (const method of methodsOf(native)) if (!drawn.has(method)) drawn.set(method, method.bind(native));
  const controlled = lookThrough(native, { values: drawn });
  return controlled;
}

/** Undefined where the realm has none. */
export const controlledCrypto: Crypto | undefined = cryptoObject === undefined ? undefined : webCrypto(cryptoObject);

function moduleForms(): Forms {
  const values = drawnForms(nodeCrypto, () => cryptoModule);
  const { webcrypto: native } = nodeCrypto;
  const isGlobal = (native as unknown) === cryptoObject;
  values.set(native, isGlobal ? controlledCrypto : webCrypto(native as unknown as Crypto));
  return { values };
}

export const cryptoModule: typeof nodeCrypto = lookThrough(nodeCrypto, moduleForms());
