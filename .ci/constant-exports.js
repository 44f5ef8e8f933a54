// The last step of the build: takes `exports.a = exports.b = void 0;` out of what tsc has written. V8 treats an export that is assigned
// once as a constant and inlines what is called through it; with that line every export is assigned twice, and a schedule takes a
// sixth longer. Nothing can observe the difference: what is not there yet reads as undefined, too.

const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const SOURCES = join(__dirname, '..', 'lib', 'src');
/** Where schedules run; elsewhere nothing is gained. */
const FOLDERS = ['engine', 'host', 'runner', 'strategies'];
const FIRST_ASSIGNMENT = /^(?:exports\.[\w$]+ = )+void 0;\n/m;

for (const folder of FOLDERS)
  for (const name of readdirSync(join(SOURCES, folder))) {
    if (!name.endsWith('.js')) continue;
    const path = join(SOURCES, folder, name);
    const code = readFileSync(path, 'utf8');
    if (FIRST_ASSIGNMENT.test(code)) writeFileSync(path, code.replace(FIRST_ASSIGNMENT, ''));
  }
