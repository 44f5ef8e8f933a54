/** The demo: a published package under the preset. DEMO_ZUSTAND says which version: `buggy` (5.0.9) or `fixed` (5.0.10). */
const version = process.env.DEMO_ZUSTAND ?? 'buggy';

module.exports = {
  preset: 'lockstep',
  moduleNameMapper: { '^zustand/(.*)$': `zustand-${version}/$1` },
};
