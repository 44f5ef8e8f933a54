// Values as short texts, for recorded events.

/** A short text for a value; never runs user code that could throw out of it. */
export function renderValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value);
    case 'number':
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return `${value}n`;
    case 'symbol':
      return value.toString();
    case 'function':
      return '[function]';
    default:
      return renderObject(value);
  }
}

function renderObject(value: unknown): string {
  if (value === null) return 'null';
  try {
    const object = value as object;
    if (object instanceof Error) {
      const message = Object.getOwnPropertyDescriptor(object, 'message')?.value;
      return `${object.name}: ${typeof message === 'string' ? message.slice(0, 60) : ''}`;
    }
    if (Array.isArray(object)) return object.length === 0 ? '[]' : `[${renderItems(object)}]`;
    const prototype = Object.getPrototypeOf(object);
    const constructor =
      prototype === null ? undefined : Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
    const name = typeof constructor === 'function' ? constructor.name : '';
    if (name !== 'Object' && name !== '') return `[${name}]`;
    const keys = Object.keys(object);
    if (keys.length === 0) return '{}';
    const shown = keys
      .slice(0, 4)
      .map((key) => `${key}: ${renderShallow(Object.getOwnPropertyDescriptor(object, key))}`);
    return `{${shown.join(', ')}${keys.length > 4 ? ', …' : ''}}`;
  } catch {
    return '[object that throws when looked at]';
  }
}

function renderItems(array: readonly unknown[]): string {
  const shown: string[] = [];
  for (let i = 0; i < array.length && i < 4; i++) shown.push(renderShallow(Object.getOwnPropertyDescriptor(array, i)));
  return shown.join(', ') + (array.length > 4 ? ', …' : '');
}

/** Data properties only: getters are not called. */
function renderShallow(descriptor: PropertyDescriptor | undefined): string {
  if (descriptor === undefined) return '';
  if (!('value' in descriptor)) return '[getter]';
  const { value } = descriptor;
  return typeof value === 'object' && value !== null ? (Array.isArray(value) ? '[…]' : '{…}') : renderValue(value);
}
