/** The corpus: published packages under the preset, as a user would run them. `npm run test:corpus` at the root. */
module.exports = {
  preset: 'lockstep',
  testMatch: ['<rootDir>/**/*.test.ts'],
  testTimeout: 120_000,
};
