module.exports = {
  preset: 'lockstep',
  testMatch: ['<rootDir>/all.js'],
  // Node's tests and what they load are under control, wherever they are.
  transformIgnorePatterns: [],
  moduleNameMapper: { '^(node:)?assert$': '<rootDir>/assert.js' },
  haste: { enableSymlinks: false },
};
