module.exports = {
  testMatch: ['<rootDir>/*.test.js'],
  // Plain Babel, with nothing to do: Node runs the async functions as they are written.
  transform: { '\\.js$': ['babel-jest', { babelrc: false, configFile: false }] },
};
