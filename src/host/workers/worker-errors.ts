// The errors that Node throws for arguments of `new Worker`, with their codes.

type Coded = Error & { readonly code: string };

function coded<E extends Error>(error: E, code: string): E & Coded {
  const { name } = error;
  // As Node's own: the code stands in the stack, and the name is that of the class.
  Object.defineProperty(error, 'name', { value: `${name} [${code}]`, configurable: true, writable: true });
  void error.stack;
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true, enumerable: false });
  return Object.assign(error, { code });
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const name = (value as { constructor?: { name?: string } }).constructor?.name;
    return name ? `an instance of ${name}` : 'an object';
  }
  return `type ${typeof value} (${typeof value === 'string' ? `'${value}'` : String(value)})`;
}

/** ERR_INVALID_ARG_TYPE. `what` is as in `"options.argv" property must be an instance of Array`. */
export function invalidType(what: string, value: unknown): Error {
  return coded(new TypeError(`The ${what}. Received ${typeOf(value)}`), 'ERR_INVALID_ARG_TYPE');
}

/** ERR_WORKER_PATH */
export function invalidPath(filename: string): Error {
  const hint = filename.startsWith('file:')
    ? ' Wrap file:// URLs with `new URL`.'
    : filename.startsWith('data:text/javascript')
      ? ' Wrap data: URLs with `new URL`.'
      : '';
  return coded(
    new TypeError(
      'The worker script or module filename must be an absolute path or a relative path starting with ' +
        `'./' or '../'.${hint} Received "${filename}"`,
    ),
    'ERR_WORKER_PATH',
  );
}

/** ERR_INVALID_ARG_VALUE */
export function invalidEval(): Error {
  return coded(
    new TypeError("The property 'options.eval' must be false when 'filename' is not a string. Received true"),
    'ERR_INVALID_ARG_VALUE',
  );
}

/** ERR_INVALID_URL_SCHEME */
export function invalidScheme(): Error {
  return coded(new TypeError('The URL must be of scheme file'), 'ERR_INVALID_URL_SCHEME');
}

/** ERR_WORKER_UNSUPPORTED_OPERATION */
export function unsupported(operation: string): Error {
  return coded(new TypeError(`${operation} is not supported in workers`), 'ERR_WORKER_UNSUPPORTED_OPERATION');
}

/** V8's text of a value, for which no code of the program runs. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const { toString, constructor } = value as { readonly toString?: unknown; readonly constructor?: unknown };
  if (toString === Object.prototype.toString && typeof constructor === 'function') return `#<${constructor.name}>`;
  return Object.prototype.toString.call(value);
}

/** ERR_UNKNOWN_MODULE_FORMAT */
export function unknownFormat(kind: string, url: string): Error {
  return coded(new RangeError(`Unknown module format: ${kind} for URL ${url}`), 'ERR_UNKNOWN_MODULE_FORMAT');
}

/** ERR_WORKER_NOT_RUNNING */
export function notRunning(): Error {
  return coded(new Error('Worker instance not running'), 'ERR_WORKER_NOT_RUNNING');
}

/** ERR_UNHANDLED_REJECTION: what becomes of a rejection that nobody handles and that is no error. */
export function unhandledRejection(reason: unknown): Error {
  const error = coded(
    new Error(
      'This error originated either by throwing inside of an async function without a catch block, or by rejecting a ' +
        `promise which was not handled with .catch(). The promise rejected with the reason "${textOf(reason)}".`,
    ),
    'ERR_UNHANDLED_REJECTION',
  );
  Object.defineProperty(error, 'name', { value: 'UnhandledPromiseRejection', configurable: true, writable: true });
  return error;
}

/** ERR_INVALID_OBJECT_DEFINE_PROPERTY */
export function invalidEnvProperty(descriptor: PropertyDescriptor): Error {
  const what =
    'get' in descriptor || 'set' in descriptor
      ? 'does not accept an accessor(getter/setter) descriptor'
      : 'only accepts a configurable, writable, and enumerable data descriptor';
  return coded(new TypeError(`'process.env' ${what}`), 'ERR_INVALID_OBJECT_DEFINE_PROPERTY');
}
