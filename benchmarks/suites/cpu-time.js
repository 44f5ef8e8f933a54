// Writes down at the end how much CPU time the process took, in seconds.

const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.SUITE_CPU_FILE, String((user + system) / 1e6));
});
