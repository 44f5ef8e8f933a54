// Published packages that stand in for a service (a database, a queue, a network): what they do takes as long as the service would,
// so their code is environment code.

export const KNOWN_FAKES: ReadonlySet<string> = new Set([
  // data stores
  'ioredis-mock',
  'redis-mock',
  'redis-memory-server',
  'pg-mem',
  'fake-indexeddb',
  'mongodb-memory-server',
  'mongodb-memory-server-core',
  'mongo-mock',
  'mongo-unit',
  'mock-knex',
  'prismock',
  'memory-level',
  'level-mem',
  'memdown',
  'dynalite',
  '@firebase/rules-unit-testing',
  'firestore-jest-mock',
  // files
  'memfs',
  'mock-fs',
  'unionfs',
  // networks
  'nock',
  'msw',
  '@mswjs/interceptors',
  'fetch-mock',
  'jest-fetch-mock',
  'vitest-fetch-mock',
  'axios-mock-adapter',
  'moxios',
  'mockttp',
  'mock-socket',
  'jest-websocket-mock',
  'node-mocks-http',
  'light-my-request',
  'nodemailer-mock',
  'aws-sdk-client-mock',
  'aws-sdk-mock',
  's3rver',
  // fakes in general
  'sinon',
  'testdouble',
  'jest-mock-extended',
  'ts-mockito',
  'jest-when',
]);

const IN_PACKAGE = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/;

/** Name of the package in node_modules that a path lies in (the innermost one), or null. */
export function packageOf(path: string): string | null {
  const match = IN_PACKAGE.exec(path);
  return match === null ? null : (match[1] as string).replace('\\', '/');
}
