// Popular packages of npm, with a version and a small trial of each: an expression, `await` allowed, that must be true. `m` is what `require` gives, or `import`
// for those that have nothing else. `also` are packages that the trial needs.

const list = {
  // servers and clients of HTTP
  express: ['5', "await listening(m().get('/', (_, response) => response.send('hi')), (url) => text(url)) === 'hi'"],
  fastify: ['5', "await m().get('/', async () => ({ hi: 1 })).inject('/').then((r) => r.json().hi) === 1"],
  koa: [
    '3',
    "await listening(new (m.default ?? m)().use(async (ctx) => { ctx.body = 'hi'; }).callback(), (url) => text(url)) === 'hi'",
  ],
  hono: ['4', "await (await Promise.resolve(new m.Hono().get('/', (c) => c.text('hi')).request('/'))).text() === 'hi'"],
  axios: [
    '1',
    "await listening((_, response) => response.end('hi'), (url) => m.get(url).then((r) => r.data)) === 'hi'",
  ],
  got: ['14', "await listening((_, response) => response.end('hi'), (url) => m.got(url).text()) === 'hi'"],
  undici: [
    '7',
    "await listening((_, response) => response.end('hi'), (url) => m.request(url).then((r) => r.body.text())) === 'hi'",
  ],
  ky: ['1', "await listening((_, response) => response.end('hi'), (url) => m.default(url).text()) === 'hi'"],
  'node-fetch': [
    '3',
    "await listening((_, response) => response.end('hi'), (url) => m.default(url).then((r) => r.text())) === 'hi'",
  ],
  ws: ['8', 'await echo(m)'],
  'socket.io': ['4', "typeof new m.Server().of('/x').emit === 'function'"],
  '@apollo/server': [
    '5',
    "await new m.ApolloServer({ typeDefs: 'type Query { a: Int }', resolvers: { Query: { a: async () => 1 } } }).executeOperation({ query: '{ a }' }).then((r) => r.body.singleResult.data.a) === 1",
    ['graphql'],
  ],
  // data bases
  mongoose: [
    '8',
    "new m.Schema({ name: String }).path('name').instance === 'String' && (await new (new m.Mongoose().model('T', new m.Schema({ n: { type: Number, min: 1 } })))({ n: 0 }).validate().catch((e) => e.name)) === 'ValidationError'",
  ],
  mongodb: [
    '6',
    "new m.ObjectId().toHexString().length === 24 && await new m.MongoClient('mongodb://127.0.0.1:1', { serverSelectionTimeoutMS: 5 }).connect().catch((e) => e.name) === 'MongoServerSelectionError'",
  ],
  knex: ['3', "m({ client: 'pg' })('t').where('a', 1).toString() === 'select * from \"t\" where \"a\" = 1'"],
  sequelize: [
    '6',
    "new m.Sequelize('postgres://x', { logging: false }).define('T', { n: m.DataTypes.INTEGER }).getTableName() === 'Ts'",
    ['pg'],
  ],
  typeorm: [
    '0.3',
    "new m.EntitySchema({ name: 'T', columns: { id: { type: Number, primary: true } } }).options.name === 'T'",
    ['reflect-metadata'],
  ],
  ioredis: [
    '5',
    'await new m.Redis({ lazyConnect: true, retryStrategy: null, port: 1 }).connect().catch((e) => e instanceof Error)',
  ],
  bullmq: ['5', "typeof m.Queue === 'function' && m.JobState === undefined"],
  pg: ['8', "await new m.Client({ port: 1, host: '127.0.0.1' }).connect().catch((e) => e.code) === 'ECONNREFUSED'"],
  mysql2: ['3', "m.format('select ?', [1]) === 'select 1'"],
  // asynchronous programs
  rxjs: [
    '7',
    "await m.lastValueFrom(m.from([1, 2, 3]).pipe(m.concatMap(async (n) => n * 2), m.toArray())).then(String) === '2,4,6'",
  ],
  'p-queue': [
    '8',
    'await new (m.default ?? m)({ concurrency: 1 }).addAll([async () => 1, async () => 2]).then(String) === "1,2"',
  ],
  'p-limit': ['6', 'await Promise.all([1, 2].map((n) => m.default(1)(async () => n))).then(String) === "1,2"'],
  'p-map': ['7', 'await (m.default ?? m)([1, 2], async (n) => n * 2, { concurrency: 1 }).then(String) === "2,4"'],
  'p-retry': [
    '6',
    'await (m.default ?? m)(async (n) => { if (n < 2) throw new Error("again"); return n; }, { minTimeout: 1 }) === 2',
  ],
  async: ['3', 'await m.mapLimit([1, 2], 1, async (n) => n * 2).then(String) === "2,4"'],
  bluebird: ['3', 'await m.map([1, 2], async (n) => n * 2, { concurrency: 1 }).delay(1).then(String) === "2,4"'],
  effect: [
    '3',
    'await m.Effect.runPromise(m.Effect.all([m.Effect.sleep(1), m.Effect.promise(async () => 2)], { concurrency: 2 })).then((r) => r[1]) === 2',
  ],
  xstate: ['5', '(await m.toPromise(m.createActor(m.fromPromise(async () => 3)).start())) === 3'],
  piscina: ['5', "typeof m.Piscina === 'function'"],
  comlink: ['4', "typeof m.wrap === 'function'"],
  bottleneck: ['2', 'await new m({ maxConcurrent: 1 }).schedule(async () => 5) === 5'],
  'async-mutex': ['0.5', 'await new m.Mutex().runExclusive(async () => 5) === 5'],
  dataloader: ['2', 'await new m(async (keys) => keys.map((k) => k * 2)).loadMany([1, 2]).then(String) === "2,4"'],
  // logging
  pino: ['9', "m({ level: 'silent' }).info('x') === undefined"],
  winston: ['3', "m.createLogger({ silent: true }).info('x') !== undefined"],
  // values
  zod: [
    '4',
    'await m.z.object({ a: m.z.string().refine(async (s) => s === "x") }).parseAsync({ a: "x" }).then((v) => v.a) === "x"',
  ],
  ajv: ['8', 'new (m.default ?? m)().compile({ type: "number" })(5)'],
  graphql: [
    '16',
    "await m.graphql({ schema: m.buildSchema('type Query { a: Int }'), source: '{ a }', rootValue: { a: async () => 1 } }).then((r) => r.data.a) === 1",
  ],
  luxon: [
    '3',
    "m.DateTime.fromISO('2020-01-02').day === 2 && Math.abs(m.DateTime.now().toMillis() - Date.now()) < 1000",
  ],
  'date-fns': ['4', 'm.addDays(new Date(2020, 0, 1), 1).getDate() === 2'],
  dayjs: ['1', "m('2020-01-02').date() === 2"],
  lodash: ['4', "m.chunk([1, 2, 3], 2).length === 2 && typeof m.debounce(() => {}, 5) === 'function'"],
  immer: ['10', 'm.produce({ a: 1 }, (d) => { d.a = 2; }).a === 2'],
  'lru-cache': ['11', 'await new m.LRUCache({ max: 2, fetchMethod: async (k) => k + 1 }).fetch(1) === 2'],
  uuid: ['11', 'm.v4().length === 36'],
  nanoid: ['5', 'm.nanoid().length === 21'],
  'whatwg-url': ['14', "new m.URL('http://a/b').pathname === '/b'"],
  'css-tree': ['3', "m.generate(m.parse('a{b:c}')) === 'a{b:c}'"],
  cheerio: ['1', "m.load('<p>hi</p>')('p').text() === 'hi'"],
  semver: ['7', "m.satisfies('1.2.3', '^1.0.0')"],
  // state and pages
  redux: ['5', "m.createStore((s = 1, a) => (a.type === 'x' ? 2 : s)).dispatch({ type: 'x' }).type === 'x'"],
  '@reduxjs/toolkit': [
    '2',
    "await (async () => { const t = m.createAsyncThunk('t', async () => 5); const s = m.configureStore({ reducer: (x = 0, a) => a.payload ?? x }); await s.dispatch(t()); return s.getState(); })() === 5",
  ],
  zustand: ['5', "require('zustand/vanilla').createStore((set) => ({ n: 1 })).getState().n === 1"],
  mobx: [
    '6',
    'await (async () => { const o = m.observable({ n: 1 }); await m.flow(function* () { o.n = yield 2; })(); return o.n; })() === 2',
  ],
  react: [
    '19',
    "require('react-dom/server').renderToString(m.createElement('p', null, 'hi')) === '<p>hi</p>'",
    ['react-dom'],
  ],
  vue: [
    '3',
    "await require('vue/server-renderer').renderToString(m.createSSRApp({ template: '<p>hi</p>' })) === '<p>hi</p>'",
  ],
  svelte: ['5', "await import('svelte/compiler').then((c) => c.compile('<p>hi</p>', {}).js.code.length > 0)"],
  'solid-js': ['1', 'm.createRoot(() => { const [n, set] = m.createSignal(1); set(2); return n(); }) === 2'],
  // dependency injection
  '@nestjs/core': [
    '11',
    "await (async () => { class A {} require('@nestjs/common').Module({})(A); const app = await m.NestFactory.createApplicationContext(A, { logger: false }); await app.close(); return app.get(A) instanceof A; })()",
    ['@nestjs/common', 'reflect-metadata', 'rxjs'],
  ],
  inversify: [
    '7',
    "(() => { const c = new m.Container(); c.bind('a').toConstantValue(5); return c.get('a'); })() === 5",
    ['reflect-metadata'],
  ],
  tsyringe: ['4', "m.container.register('a', { useValue: 5 }).resolve('a') === 5", ['reflect-metadata']],
  // files and processes
  execa: ['9', "await m.execa('node', ['-p', '5']).then((r) => r.stdout) === '5'"],
  chokidar: ['4', "await m.watch(__dirname, { depth: 0 }).on('error', () => {}).close() === undefined"],
  glob: ['11', "(await m.glob('package.json', { cwd: __dirname })).length === 1"],
  globby: ['14', "(await m.globby('package.json', { cwd: __dirname })).length === 1"],
  'fs-extra': ['11', 'await m.pathExists(__filename)'],
  yargs: ['18', "await (m.default ?? m)(['--a', '5']).parseAsync().then((a) => a.a) === 5"],
  commander: [
    '13',
    "await new m.Command().option('--a <n>').parseAsync(['x', 'y', '--a', '5']).then((c) => c.opts().a) === '5'",
  ],
  chalk: ['5', "typeof m.default.red('x') === 'string'"],
  // tools
  jsdom: ['26', "new m.JSDOM('<p>hi</p>').window.document.querySelector('p').textContent === 'hi'"],
  'puppeteer-core': ['24', "typeof m.launch === 'function' || typeof m.default.launch === 'function'"],
  'playwright-core': ['1', "m.chromium.name() === 'chromium'"],
  webpack: ['5', "typeof m({ context: __dirname, entry: './package.json' }).run === 'function'"],
  rollup: [
    '4',
    "await m.rollup({ input: 'x', plugins: [{ name: 'x', resolveId: (id) => id, load: async () => 'export default 5' }] }).then((b) => b.generate({ format: 'es' })).then((o) => o.output[0].code.includes('5'))",
  ],
  vite: [
    '6',
    "await m.resolveConfig({ configFile: false, root: __dirname, logLevel: 'silent' }, 'serve').then((c) => c.command) === 'serve'",
  ],
  esbuild: ['0.25', "await m.transform('let a: number = 5', { loader: 'ts' }).then((r) => r.code.includes('a = 5'))"],
  eslint: ['9', "new m.Linter().verify('var a', { rules: { 'no-var': 2 } }).length === 1"],
  prettier: ['3', "await m.format('a  =  5', { parser: 'babel' }).then((c) => c.trim()) === 'a = 5;'"],
  typescript: ['5', "m.transpile('let a: number = 5').includes('a = 5')"],
};

module.exports = Object.entries(list).map(([name, [version, trial, also = []]]) => ({ name, version, trial, also }));
