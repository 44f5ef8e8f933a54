// Loads a file of this folder as babel-plugin-lockstep compiles it, outside Jest.

const Module = require('node:module');
const { dirname } = require('node:path');
const { transformFileSync } = require('@babel/core');

function loadInstrumented(path) {
  require('lockstep/runtime');
  const { code } = transformFileSync(path, {
    babelrc: false,
    configFile: false,
    plugins: [[require.resolve('babel-plugin-lockstep'), { runtime: 'global' }]],
  });
  const module = new Module(path);
  module.filename = path;
  module.paths = Module._nodeModulePaths(dirname(path));
  module._compile(code, path);
  return module.exports;
}

module.exports = { loadInstrumented };
