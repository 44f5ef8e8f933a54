// Which of the built-in kinds a value is, whatever realm it comes from: `instanceof` would not know a Map of another realm.

export type Kind = 'array' | 'map' | 'set' | 'date' | 'error' | 'typed-array' | 'array-buffer' | 'record' | 'instance';

const TYPED_ARRAY = /^\[object (?:(?:Ui|I)nt(?:8|16|32)|Uint8Clamped|Float(?:16|32|64)|Big(?:Ui|I)nt64)Array\]$/;

/** Of how many prototypes a plain one has: its own and `Object.prototype`. An instance of a subclass has more. */
const BUILT_IN_DEPTH = 2;

/** `record`: an object literal or one without a prototype; `instance`: of a class, or of a subclass of a built-in one. */
export function kindOf(value: object): Kind {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) return 'array';
  if (prototype === Object.prototype || prototype === null) return 'record';
  if (Array.isArray(value)) return depth(value) === BUILT_IN_DEPTH ? 'array' : 'instance';
  if (isObjectPrototype(prototype)) return 'record';
  const tag = Object.prototype.toString.call(value);
  if (tag === '[object Error]') return 'error';
  if (ArrayBuffer.isView(value)) return TYPED_ARRAY.test(tag) ? 'typed-array' : 'instance';
  if (depth(value) !== BUILT_IN_DEPTH || !Object.hasOwn(prototype, 'constructor')) return 'instance';
  if (tag === '[object Map]' && 'get' in prototype) return 'map';
  if (tag === '[object Set]' && 'add' in prototype) return 'set';
  if (tag === '[object Date]') return 'date';
  return tag === '[object ArrayBuffer]' ? 'array-buffer' : 'instance';
}

/** The name of a value's class, without calling anything of it that could throw. */
export function className(value: object): string {
  const prototype = Object.getPrototypeOf(value);
  const constructor = prototype && Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return typeof constructor === 'function' && typeof constructor.name === 'string' ? constructor.name : '';
}

/** That of any realm: the end of the chain, with the methods that every object has. */
function isObjectPrototype(prototype: object): boolean {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'hasOwnProperty');
}

function depth(value: object): number {
  let count = 0;
  for (let at = Object.getPrototypeOf(value); at !== null; at = Object.getPrototypeOf(at)) count++;
  return count;
}
