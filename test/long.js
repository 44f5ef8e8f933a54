// `npm run test:long`: the algorithms over shared memory under 100,000 schedules each; LOCKSTEP_SCHEDULES says another number.

process.env.LOCKSTEP_SCHEDULES ??= '100000';

require('jest').run(['test/engine/deep/many-schedules.test.ts', ...process.argv.slice(2)]);
