// The page's script and style are made of the sources beside it by the build.

import { readFileSync } from 'node:fs';

const { inlined, MODULE } = require('../../../.ci/inline-pictures') as { inlined(): string; MODULE: string };

it('what is inlined is what the sources say (run "npm run build" after a change of them)', () => {
  expect(readFileSync(MODULE, 'utf8')).toBe(inlined());
});

it('nothing in it ends the element that it stands in', () => {
  expect(inlined()).not.toMatch(/<\/(?:script|style)|<!--/i);
});
