module.exports = { preset: 'lockstep', testMatch: ['<rootDir>/*.test.js'] };
