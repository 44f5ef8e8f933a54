// The transformer in real projects: without any Babel configuration, behind one, behind another transformer, and where it was kept away.

import { runJest } from './run-jest';

describe('a project of ES modules and TypeScript without a Babel configuration', () => {
  const run = runJest('modules', { args: ['-c', 'jest.config.cjs'] });

  it.each([
    'import.meta is that of the file',
    'import() loads a module',
    'packages that only export import are loaded and explored',
  ])('%s', (name) => {
    expect(run.tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  it.each([
    'imports are those of the mocks',
    'so are the names that another module hands on',
    'and what import() gives',
  ])('core modules: %s', (name) => {
    expect(run.tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  it('finds races in TypeScript, at the lines of the source', () => {
    const { message } = run.tests.get('a race in TypeScript') ?? { message: '' };
    expect(message).toContain('esm.test.ts:48:17');
    expect(message).toContain('counter.mts:10');
  });
});

describe('a project of native ES modules', () => {
  const run = runJest('native-modules', { env: { NODE_OPTIONS: '--experimental-vm-modules' } });

  it('stays native, top-level await included', () => {
    expect(run.tests.get('modules are native')).toEqual({ status: 'passed', message: '' });
  });

  it.each([
    'names, namespaces and defaults are those of one module',
    'mocks, and what other modules hand on of them',
    'under control',
  ])('core modules: %s', (name) => {
    expect(run.tests.get(name)).toEqual({ status: 'passed', message: '' });
  });

  it('is explored', () => {
    expect(run.tests.get('a race in a native module')?.message).toContain('native.test.js:14:25');
    expect(run.tests.get('a dependency')).toEqual({ status: 'passed', message: '' });
  });

  it('is evaluated anew for every schedule in isolation, with what it imports', () => {
    expect(run.tests.get('in isolation')).toEqual({ status: 'passed', message: '' });
    expect(run.output).toMatch(/in isolation: 20 schedules/);
  });

  it('goes on with fresh modules where state is left over', () => {
    expect(run.tests.get('state is left over')).toEqual({ status: 'passed', message: '' });
    expect(run.output).toMatch(
      /state is left over: 20 schedules.*\n +State is left over in modules from one iteration to the next/,
    );
  });
});

describe('a project with a Babel configuration', () => {
  const run = runJest('babel', { args: ['--coverage'] });

  it('has its plugins at work, except those that would compile await away', () => {
    expect(run.tests.get('the Babel configuration of the project is at work')?.status).toBe('passed');
    expect(run.tests.get('jest.mock is hoisted, await is seen')).toEqual({ status: 'passed', message: '' });
  });

  it('counts coverage in the lines of the source, once per file', () => {
    const [[file, queue] = []] = Object.entries(run.coverage).filter(([path]) => path.endsWith('queue.ts'));
    expect(file).toBeDefined();
    const counts = Object.values(queue?.s ?? {});
    expect(counts).toHaveLength(6);
    expect(counts.filter((count) => count === 0)).toHaveLength(1);
  });

  it('throws errors with the lines of the source', () => {
    expect(run.tests.get('stacks have the lines of the source')?.message).toContain('babel.test.ts:23:9');
  });
});

describe('a project with a transformer and a preset of its own, through withLockstep', () => {
  const run = runJest('compiled');

  it('runs the transformer of the user first, and finds races behind it', () => {
    const { message } = run.tests.get('a race behind the transformer of the user') ?? { message: '' };
    expect(message).toContain('Received: 2');
    expect(message).toContain('compiled.test.ts:10:25');
    expect(message).toContain('counter.ts:6 waits for pause()');
  });

  it('instruments dependencies, without the transformer of the user', () => {
    expect(run.tests.get('a dependency is instrumented')).toEqual({ status: 'passed', message: '' });
  });

  it('keeps set-up files and the environment of the user', () => {
    expect(run.tests.get('set-up files and the environment of the user are at work')?.status).toBe('passed');
  });
});

describe('a project whose transform goes before the preset', () => {
  const run = runJest('shadowed', { env: { LOCKSTEP_ITERATIONS: '20' } });

  it('is told of the test file that was not instrumented', () => {
    expect(run.failedFiles.get('plain.test.js')).toMatch(/plain\.test\.js was not instrumented.*withLockstep/);
  });

  it('is told of sources that were not instrumented', () => {
    expect(run.tests.get('beside a file that another transform took')?.message).toContain(
      'untransformed.js was loaded without instrumentation',
    );
    expect(run.tests.get('is meant so')?.status).toBe('passed');
  });
});
