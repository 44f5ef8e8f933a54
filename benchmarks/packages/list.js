// Popular packages of npm, with a version and a small trial of each: an expression, `await` allowed, that must be true. `m` is what `require` gives, or `import`
// for those that have nothing else. `also` are packages that the trial needs, with a version where it matters.

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
  'socket.io': [
    '4',
    "await acknowledged(new m.Server(), require('socket.io-client').io) === 'hi'",
    ['socket.io-client'],
  ],
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
  knex: [
    '3',
    "await (async () => { class Fake extends require('knex/lib/dialects/postgres') { _driver() { return {}; } async acquireRawConnection() { return {}; } async destroyRawConnection() {} checkVersion() { return '16'; } async _query(_, q) { q.response = { command: 'SELECT', rows: [{ a: q.bindings[0] }], rowCount: 1 }; return q; } } const db = m({ client: Fake, connection: {}, pool: { min: 0, max: 1 } }); const rows = await Promise.all([1, 2].map((n) => db('t').where('a', n))); await db.destroy(); return String(rows.map(([row]) => row.a)); })() === '1,2'",
  ],
  sequelize: [
    '6',
    "await new m.Sequelize('postgres://x@127.0.0.1:1/x', { logging: false }).define('T', { n: m.DataTypes.INTEGER }).findAll().catch((e) => e.name) === 'SequelizeConnectionRefusedError'",
    ['pg'],
  ],
  typeorm: [
    '0.3',
    "await (async () => { const T = new m.EntitySchema({ name: 'T', columns: { id: { type: Number, primary: true } } }); const db = await new m.DataSource({ type: 'sqljs', entities: [T], synchronize: true }).initialize(); await db.transaction((t) => t.getRepository(T).save([{ id: 1 }, { id: 2 }])); const count = await db.getRepository(T).count(); await db.destroy(); return count; })() === 2",
    ['reflect-metadata', 'sql.js'],
  ],
  ioredis: [
    '5',
    'await new m.Redis({ lazyConnect: true, retryStrategy: null, port: 1 }).connect().catch((e) => e instanceof Error)',
  ],
  bullmq: [
    '5',
    "await (async () => { const queue = new m.Queue('x', { connection: { host: '127.0.0.1', port: 1, retryStrategy: () => null }, skipVersionCheck: true }).on('error', () => {}); const name = await queue.add('job', {}).catch((e) => e.code); await queue.close().catch(() => {}); return name; })() === 'ECONNREFUSED'",
  ],
  pg: ['8', "await new m.Client({ port: 1, host: '127.0.0.1' }).connect().catch((e) => e.code) === 'ECONNREFUSED'"],
  mysql2: ['3', 'await mysqlAnswers(m, require("mysql2/promise")) === "1,2"'],
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
  piscina: [
    '5',
    "await (async () => { const pool = new m.Piscina({ filename: require.resolve('./helpers.cjs'), name: 'double', maxThreads: 2 }); const all = await Promise.all([1, 2].map((n) => pool.run(n))); await pool.destroy(); return String(all); })() === '2,4'",
  ],
  comlink: [
    '4',
    "await (async () => { const { port1, port2 } = new MessageChannel(); m.expose({ double: async (n) => n * 2 }, port1); const far = m.wrap(port2); const all = await Promise.all([far.double(1), far.double(2)]); port1.close(); return String(all); })() === '2,4'",
  ],
  bottleneck: ['2', 'await new m({ maxConcurrent: 1 }).schedule(async () => 5) === 5'],
  'async-mutex': ['0.5', 'await new m.Mutex().runExclusive(async () => 5) === 5'],
  dataloader: ['2', 'await new m(async (keys) => keys.map((k) => k * 2)).loadMany([1, 2]).then(String) === "2,4"'],
  // logging
  pino: [
    '9',
    "await new Promise((resolve) => { m({}, { write: (line) => resolve(JSON.parse(line).msg) }).info('x'); }) === 'x' && await new Promise((resolve) => { const to = m.destination({ dest: '/dev/null', sync: false }); m({}, to).info('x'); to.flush(resolve); }) === undefined",
  ],
  winston: [
    '3',
    "await new Promise((resolve) => { const lines = []; const stream = new (require('node:stream').Writable)({ write: (line, _, done) => { if (lines.push(JSON.parse(line).message) === 2) resolve(String(lines)); setImmediate(done); } }); const log = m.createLogger({ transports: [new m.transports.Stream({ stream })] }); log.info('x'); log.info('y'); }) === 'x,y'",
  ],
  // values
  zod: [
    '4',
    'await m.z.object({ a: m.z.string().refine(async (s) => s === "x") }).parseAsync({ a: "x" }).then((v) => v.a) === "x"',
  ],
  ajv: [
    '8',
    "await new (m.default ?? m)().addKeyword({ keyword: 'even', async: true, validate: async (_, n) => n % 2 === 0 }).compile({ $async: true, type: 'number', even: true })(3).catch((e) => e.errors[0].keyword) === 'even'",
  ],
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
  lodash: ['4', 'await new Promise((resolve) => { const late = m.debounce(resolve, 5); late(1); late(2); }) === 2'],
  immer: ['10', 'm.produce({ a: 1 }, (d) => { d.a = 2; }).a === 2'],
  'lru-cache': ['11', 'await new m.LRUCache({ max: 2, fetchMethod: async (k) => k + 1 }).fetch(1) === 2'],
  uuid: ['11', 'm.v4().length === 36'],
  nanoid: ['5', 'm.nanoid().length === 21'],
  'whatwg-url': ['14', "new m.URL('http://a/b').pathname === '/b'"],
  'css-tree': ['3', "m.generate(m.parse('a{b:c}')) === 'a{b:c}'"],
  cheerio: [
    '1',
    "await listening((_, response) => response.setHeader('content-type', 'text/html').end('<p>hi</p>'), (url) => m.fromURL(url)).then(($) => $('p').text()) === 'hi'",
  ],
  semver: ['7', "m.satisfies('1.2.3', '^1.0.0')"],
  // state and pages
  redux: ['5', "m.createStore((s = 1, a) => (a.type === 'x' ? 2 : s)).dispatch({ type: 'x' }).type === 'x'"],
  '@reduxjs/toolkit': [
    '2',
    "await (async () => { const t = m.createAsyncThunk('t', async () => 5); const s = m.configureStore({ reducer: (x = 0, a) => a.payload ?? x }); await s.dispatch(t()); return s.getState(); })() === 5",
  ],
  zustand: [
    '5',
    "await (async () => { const { persist, createJSONStorage } = require('zustand/middleware'); const kept = new Map([['s', '{\"state\":{\"n\":5},\"version\":0}']]); const storage = createJSONStorage(() => ({ getItem: async (k) => kept.get(k), setItem: async (k, v) => kept.set(k, v), removeItem: async (k) => kept.delete(k) })); const store = require('zustand/vanilla').createStore(persist(() => ({ n: 1 }), { name: 's', storage })); await new Promise((resolve) => { store.persist.hasHydrated() ? resolve() : store.persist.onFinishHydration(resolve); }); return store.getState().n; })() === 5",
  ],
  mobx: [
    '6',
    'await (async () => { const o = m.observable({ n: 1 }); await m.flow(function* () { o.n = yield 2; })(); return o.n; })() === 2',
  ],
  react: [
    '19',
    "await (async () => { const hi = Promise.resolve('hi'); const P = () => m.createElement('p', null, m.use(hi)); const { prelude } = await require('react-dom/static').prerenderToNodeStream(m.createElement(m.Suspense, null, m.createElement(P))); let html = ''; for await (const part of prelude) html += part; return html; })().then((html) => html.includes('<p>hi</p>'))",
    ['react-dom'],
  ],
  vue: [
    '3',
    "await require('vue/server-renderer').renderToString(m.createSSRApp({ async setup() { const hi = await Promise.resolve('hi'); return () => m.h('p', hi); } })) === '<p>hi</p>' && await (async () => { const n = m.ref(0); let seen; m.watch(n, (v) => (seen = v)); n.value = 1; await m.nextTick(); return seen; })() === 1",
  ],
  svelte: ['5', "await import('svelte/compiler').then((c) => c.compile('<p>hi</p>', {}).js.code.length > 0)"],
  'solid-js': [
    '1',
    "m.createRoot(() => { const [n, set] = m.createSignal(1); set(2); return n(); }) === 2 && await require('solid-js/web').renderToStringAsync(() => { const { createComponent, createResource, Suspense } = require('solid-js'); const [hi] = createResource(async () => 'hi'); return createComponent(Suspense, { get children() { return hi; } }); }).then((html) => html.includes('hi'))",
  ],
  // dependency injection
  '@nestjs/core': [
    '11',
    "await (async () => { class A {} require('@nestjs/common').Module({})(A); const app = await m.NestFactory.createApplicationContext(A, { logger: false }); await app.close(); return app.get(A) instanceof A; })()",
    ['@nestjs/common@11', 'reflect-metadata', 'rxjs'],
  ],
  inversify: [
    '7',
    "await (() => { const c = new m.Container(); c.bind('a').toDynamicValue(async () => 5); return c.getAsync('a'); })() === 5",
    ['reflect-metadata'],
  ],
  tsyringe: ['4', "m.container.register('a', { useValue: 5 }).resolve('a') === 5", ['reflect-metadata']],
  // files and processes
  execa: ['9', "await m.execa('node', ['-p', '5']).then((r) => r.stdout) === '5'"],
  chokidar: [
    '4',
    "await (async () => { const watcher = m.watch(__filename); await new Promise((resolve, reject) => watcher.on('ready', resolve).on('error', reject)); const seen = Object.values(watcher.getWatched()).flat().length; await watcher.close(); return seen > 0; })()",
  ],
  glob: ['11', "(await m.glob('package.json', { cwd: __dirname })).length === 1"],
  globby: ['14', "(await m.globby('package.json', { cwd: __dirname })).length === 1"],
  'fs-extra': [
    '11',
    "(await m.pathExists(__filename)) && (await m.readJson(require.resolve('./package.json'))).private",
  ],
  yargs: ['18', "await (m.default ?? m)(['--a', '5']).parseAsync().then((a) => a.a) === 5"],
  commander: [
    '13',
    "await new m.Command().option('--a <n>').parseAsync(['x', 'y', '--a', '5']).then((c) => c.opts().a) === '5'",
  ],
  chalk: ['5', "typeof m.default.red('x') === 'string'"],
  // tools
  jsdom: [
    '26',
    "await new Promise((resolve) => { new m.JSDOM('<p>hi</p><script>setTimeout(() => done(document.querySelector(\"p\").textContent), 5)</script>', { runScripts: 'dangerously', beforeParse: (window) => { window.done = resolve; } }); }) === 'hi'",
  ],
  'puppeteer-core': [
    '24',
    "await (async () => { const answers = { 'Target.getBrowserContexts': { browserContextIds: [] }, 'Browser.getVersion': { product: 'Fake/1' } }; const transport = { send: (text) => { const { id, method } = JSON.parse(text); setTimeout(() => transport.onmessage(JSON.stringify({ id, result: answers[method] ?? {} })), 1); }, close() {} }; const browser = await (m.default ?? m).connect({ transport }); const version = await browser.version(); await browser.disconnect(); return version; })() === 'Fake/1'",
  ],
  'playwright-core': [
    '1',
    "await listening((_, response) => response.end('hi'), async (url) => { const context = await m.request.newContext(); try { return await (await context.get(url)).text(); } finally { await context.dispose(); } }) === 'hi'",
  ],
  webpack: [
    '5',
    "await new Promise((resolve) => { const compiler = m({ context: __dirname, entry: './package.json', mode: 'none' }); compiler.outputFileSystem = require('memfs').createFsFromVolume(new (require('memfs').Volume)()); compiler.run((error, stats) => compiler.close(() => resolve(error === null && !stats.hasErrors()))); })",
    ['memfs'],
  ],
  rollup: [
    '4',
    "await m.rollup({ input: 'x', plugins: [{ name: 'x', resolveId: (id) => id, load: async () => 'export default 5' }] }).then((b) => b.generate({ format: 'es' })).then((o) => o.output[0].code.includes('5'))",
  ],
  vite: [
    '6',
    "await m.resolveConfig({ configFile: false, root: __dirname, logLevel: 'silent' }, 'serve').then((c) => c.command) === 'serve'",
  ],
  esbuild: ['0.25', "await m.transform('let a: number = 5', { loader: 'ts' }).then((r) => r.code.includes('a = 5'))"],
  eslint: [
    '9',
    "await new m.ESLint({ overrideConfigFile: true, overrideConfig: { rules: { 'no-var': 2 } }, cwd: __dirname }).lintText('var a').then(([r]) => r.errorCount) === 1",
  ],
  prettier: ['3', "await m.format('a  =  5', { parser: 'babel' }).then((c) => c.trim()) === 'a = 5;'"],
  typescript: ['5', "m.transpile('let a: number = 5').includes('a = 5')"],
};

module.exports = Object.entries(list).map(([name, [version, trial, also = []]]) => ({ name, version, trial, also }));
