// What a run came to: of the tests that plain Node passes, how many pass under control, by family; and what is not as exclusions.txt says. Each
// test that it does not name has to pass.

const { exclusionsOf } = require('../test262/exclusions');
const { FAMILIES, familyOf } = require('./selection');

const percent = (part, all) => (all === 0 ? '–' : `${((100 * part) / all).toFixed(1)} %`);

/**
 * @param results for each test: its file name, and for `plain` and `controlled` an error's text or null
 * @returns the lines to print, the first ones as a table in Markdown, and whether the run is as it must be
 */
function summarise(results, exclusions) {
  const native = results.filter(({ plain }) => plain === null);
  const rows = [];
  const row = (title, of) => {
    const named = of.filter(({ name }) => exclusionsOf(exclusions, name, 'inside').length > 0);
    const asked = of.filter((result) => !named.includes(result));
    const passed = asked.filter(({ controlled }) => controlled === null);
    rows.push({ asked: asked.length, passed: passed.length });
    return `| ${title} | ${of.length} | ${named.length} | ${passed.length} of ${asked.length} | ${percent(passed.length, asked.length)} |`;
  };
  const lines = [
    `Node ${process.version} passes ${native.length} of ${results.length} tests.`,
    '',
    '| family | passed by Node | excluded | under control | |',
    '| --- | --- | --- | --- | --- |',
    ...FAMILIES.map((family) => [family, native.filter(({ name }) => familyOf(name) === family)])
      .filter(([, of]) => of.length > 0)
      .map(([family, of]) => row(`test-${family}*`, of)),
    row('all', native),
    '',
  ];
  let ok = true;
  const complain = (line) => {
    ok = false;
    lines.push(line);
  };
  const { passed } = rows.at(-1);
  lines.push(
    `Of all that Node passes, ${passed} of ${native.length} pass under control: ${percent(passed, native.length)}.`,
  );
  for (const { name, controlled } of native) {
    const [own] = exclusionsOf(exclusions, name, 'inside');
    if (controlled !== null && own === undefined) complain(`fails: ${name}: ${controlled}`);
    if (controlled === null && own !== undefined) complain(`no longer needs its exclusion (${own.place}): ${name}`);
  }
  return { lines, ok };
}

module.exports = { summarise };
