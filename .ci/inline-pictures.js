// The first step of the build: makes one text of the browser code of pictures and one of its style, in a module that the page takes them from. Browsers get no
// modules and no types, and a page loads nothing.

const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { buildSync } = require('esbuild');

const HTML = join(__dirname, '..', 'src', 'pictures', 'html');
const MODULE = join(HTML, 'inlined.ts');

/** Not minified, so that a reader of the page can read it; comments are left out all the same. */
function bundle(file) {
  const { outputFiles } = buildSync({
    entryPoints: [join(HTML, 'client', file)],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
  });
  return outputFiles[0].text;
}

function inlined() {
  return `// Made by .ci/inline-pictures.js of the files in client/. Do not edit.

export const SCRIPT = ${JSON.stringify(bundle('main.ts'))};

export const STYLE = ${JSON.stringify(bundle('timeline.css'))};
`;
}

/** Unchanged text leaves the file alone, so that nothing is compiled again. */
function write() {
  const text = inlined();
  let present = null;
  try {
    present = readFileSync(MODULE, 'utf8');
  } catch {}
  if (text !== present) writeFileSync(MODULE, text);
}

module.exports = { inlined, MODULE };
if (require.main === module) write();
