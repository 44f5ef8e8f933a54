// A process that runs tests: it is told a path and answers with what came of each mode.

const { extendTypes } = require('../../lib/src/engine/native-types');
const { MODES } = require('./exclusions');
const { runTest } = require('./execute');

const [checkout] = process.argv.slice(2);

extendTypes();
// What a test leaves behind must not end the process.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});

process.on('message', async (path) => {
  for (const mode of ['plain', ...MODES]) {
    const error = await runTest(checkout, path, mode);
    process.send({ mode, error });
    // What plain Node does not do is not asked of compiled code.
    if (mode === 'plain' && error !== null) break;
  }
  process.send({ over: true });
});
