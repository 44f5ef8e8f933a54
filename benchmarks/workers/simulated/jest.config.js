module.exports = {
  preset: 'lockstep',
  testMatch: ['<rootDir>/*.test.js'],
  globals: { lockstep: { mustExplore: false } },
};
