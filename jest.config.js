/** The project's own tests: plain Jest, without the preset (which is under test). */
module.exports = {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/', '<rootDir>/test/corpus/'],
  modulePathIgnorePatterns: ['<rootDir>/lib/'],
  // No test depends on how busy the machine is; what hangs ends at last.
  testTimeout: 120_000,
  // Jest would leave one of two processors idle.
  maxWorkers: '100%',
};
