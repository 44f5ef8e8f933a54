// What instrumenting costs: time and size of babel-jest's output with and without the plugin, same presets, over the published
// code of several packages. Paired: each file is compiled both ways in turn, and medians over the rounds are added up.

const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const babelJest = require('babel-jest').default;

const PACKAGES = [
  'p-queue-buggy',
  'kafkajs-buggy',
  'async-mutex-buggy',
  'generic-pool-buggy',
  'graphql-ws-buggy',
  'tarn-buggy',
];
const ROUNDS = 5;

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path);
    return /\.[cm]?js$/.test(entry.name) && !/\.min\./.test(entry.name) ? [path] : [];
  });
}

function transformer(plugins) {
  const options = { babelrc: false, configFile: false, sourceType: 'unambiguous' };
  return babelJest.createTransformer({
    ...options,
    plugins: [...plugins, require.resolve('@babel/plugin-transform-modules-commonjs')],
  });
}

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const withoutMap = (code) => code.replace(/\n\/\/# sourceMappingURL=.*/, '');

function compile(compiler, source, path, jest) {
  const start = process.cpuUsage();
  const { code } = compiler.process(source, path, jest);
  const { user, system } = process.cpuUsage(start);
  return { time: user + system, bytes: withoutMap(code).length, withMap: code.length };
}

async function main() {
  const plain = transformer([]);
  const instrumenting = transformer([[require.resolve('babel-plugin-lockstep'), { runtime: 'global' }]]);
  const jest = {
    config: { rootDir: process.cwd(), cwd: process.cwd() },
    configString: '{}',
    instrument: false,
    supportsDynamicImport: false,
    supportsExportNamespaceFrom: false,
    supportsStaticESM: false,
    supportsTopLevelAwait: false,
    transformerConfig: {},
  };
  const sum = { plain: 0, instrumented: 0, bytes: 0, instrumentedBytes: 0, withMap: 0, instrumentedWithMap: 0 };
  const rows = [];
  for (const name of PACKAGES) {
    const own = { plain: 0, instrumented: 0, bytes: 0, instrumentedBytes: 0, withMap: 0, instrumentedWithMap: 0 };
    for (const path of sources(join(__dirname, '../node_modules', name))) {
      const source = readFileSync(path, 'utf8');
      const times = { plain: [], instrumented: [] };
      for (let round = 0; round < ROUNDS + 1; round++) {
        const a = compile(plain, source, path, jest);
        const b = compile(instrumenting, source, path, jest);
        if (round === 0) {
          own.bytes += a.bytes;
          own.instrumentedBytes += b.bytes;
          own.withMap += a.withMap;
          own.instrumentedWithMap += b.withMap;
        } else {
          times.plain.push(a.time);
          times.instrumented.push(b.time);
        }
      }
      own.plain += median(times.plain);
      own.instrumented += median(times.instrumented);
    }
    for (const key of Object.keys(sum)) sum[key] += own[key];
    rows.push(row(name, own));
  }
  rows.push(row('all', sum));
  report(rows);
}

const ratio = (a, b) => `${(b / a).toFixed(2)}x`;

function row(name, { plain, instrumented, bytes, instrumentedBytes, withMap, instrumentedWithMap }) {
  const milliseconds = (time) => (time / 1000).toFixed(0);
  const cells = [
    name,
    ratio(plain, instrumented),
    `${milliseconds(plain)} -> ${milliseconds(instrumented)}`,
    ratio(bytes, instrumentedBytes),
    `${bytes} -> ${instrumentedBytes}`,
    ratio(withMap, instrumentedWithMap),
  ];
  return `| ${cells.join(' | ')} |`;
}

function report(rows) {
  const text = `# What instrumenting costs at transform time

babel-jest with the same presets, without and with the plugin (access tracking included), over published packages; medians of ${ROUNDS}
rounds per file, both ways in turn. Written by \`node benchmarks/run.js transform\`.

| package | time | CPU ms | size | bytes | size with inline map |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
  console.log(text);
  const folder = join(__dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'transform.md'), text);
}

module.exports = { main };
if (require.main === module) main();
