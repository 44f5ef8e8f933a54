// Writes what a benchmark found as a Markdown page into results/, with how it was made.

const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

function table(header, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** @param parts paragraphs and tables, in order */
function writeResult(name, title, parts) {
  const made = `\`npm run bench -- ${name}\`, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}.`;
  const page = [`# ${title}`, made, ...parts].join('\n\n');
  const folder = join(__dirname, 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.md`), `${page}\n`);
  console.log(page);
}

const perSecond = (nanoseconds) => {
  const rate = 1e9 / nanoseconds;
  return (rate >= 100_000 ? Math.round(rate / 1000) * 1000 : Math.round(rate / 100) * 100).toLocaleString('en');
};

const times = (ratio) => (ratio >= 20 ? `${Math.round(ratio)}x` : `${ratio.toFixed(2)}x`);

module.exports = { perSecond, table, times, writeResult };
