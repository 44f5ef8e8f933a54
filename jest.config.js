/** The project's own tests: plain Jest, without the preset (which is under test). */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', '<rootDir>/test/corpus/'],
  modulePathIgnorePatterns: ['<rootDir>/lib/'],
  // Jest's five seconds are over on a busy machine while Babel compiles the first program of a file.
  testTimeout: 120_000,
};
