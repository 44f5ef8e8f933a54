// Published packages that a test is written with: they drive the code under test and wait for it. Their time-outs say that the test has waited
// long enough; what they do is neither the outside of the code nor code under test.

export const KNOWN_TEST_TOOLS: ReadonlySet<string> = new Set([
  // waiting
  'wait-for-expect',
  'async-wait-until',
  'poll-until-promise',
  'flush-promises',
  // driving user interfaces
  '@testing-library/angular',
  '@testing-library/dom',
  '@testing-library/jest-dom',
  '@testing-library/preact',
  '@testing-library/react',
  '@testing-library/react-hooks',
  '@testing-library/react-native',
  '@testing-library/svelte',
  '@testing-library/svelte-core',
  '@testing-library/user-event',
  '@testing-library/vue',
  '@marko/testing-library',
  '@solidjs/testing-library',
  '@vue/test-utils',
  'enzyme',
  'react-hooks-testing-library',
  'react-test-renderer',
  // driving servers
  'chai-http',
  'supertest',
  'supertest-session',
  'superwstest',
  // looking
  'chai',
  'chai-as-promised',
  'expect',
  'jest-extended',
]);
