import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { saveTrace } from '../../src/trace';
import { sampleTrace } from '../trace/sample-trace';
import { Project } from './project';

let project: Project;
let path: string;
beforeEach(() => {
  project = new Project();
  path = project.save(sampleTrace());
});
afterEach(() => project.remove());

describe('lockstep replay', () => {
  it('ends with 1 and the report when the failure is reproduced', async () => {
    project.answer({ outcome: 'bug', report: 'the whole report', message: 'the recorded failure' });
    expect(await project.run('replay', path)).toEqual({
      code: 1,
      out: 'the whole report\n\nReproduced: the recorded failure\n',
      notes: '',
    });
  });

  it('ends with 0 when it is not', async () => {
    project.answer({ outcome: 'pass', message: 'the schedule did not fail this time' });
    expect(await project.run('replay', path)).toEqual({
      code: 0,
      out: 'Not reproduced: the schedule did not fail this time\n',
      notes: '',
    });
  });

  it('ends with 3 when the replay leaves its trace', async () => {
    project.answer({ outcome: 'divergence', report: 'left its trace at decision 4', message: 'left' });
    expect(await project.run('replay', path)).toMatchObject({ code: 3, out: 'left its trace at decision 4\n' });
  });

  it('runs exactly the test of the trace, strictly, in the Jest of the project', async () => {
    project.answer({});
    await project.run('replay', path);
    const { args, environment } = project.call();
    expect(args.slice(0, 4)).toEqual([
      '--runTestsByPath',
      join(project.root, 'test/account.test.ts'),
      '--testNamePattern',
      '^account withdraws twice$',
    ]);
    expect(args).toContain('--ci');
    expect(environment).toMatchObject({
      LOCKSTEP_REPLAY: path,
      LOCKSTEP_REPLAY_MODE: 'strict',
      LOCKSTEP_SHRINK: '0',
      FORCE_COLOR: '0',
    });
  });

  it('takes titles with special characters literally', async () => {
    const name = ['a (b) [c]', '1+1? $x.*'];
    project.answer({ name });
    const { code } = await project.run(
      'replay',
      project.save(sampleTrace({ test: { file: 'test/account.test.ts', name } })),
    );
    expect(code).toBe(0);
    const [, , , pattern = ''] = project.call().args;
    expect('a (b) [c] 1+1? $x.*').toMatch(new RegExp(pattern));
    expect('a (b) [c] 11 $xyz').not.toMatch(new RegExp(pattern));
  });

  it('passes on the mode, and what stands behind -- to Jest', async () => {
    project.answer({});
    await project.run('replay', '--mode', 'nearest', path, '--', '--config', 'other.js', '--json');
    expect(project.call().environment).toMatchObject({ LOCKSTEP_REPLAY_MODE: 'nearest' });
    expect(project.call().args.slice(-3)).toEqual(['--config', 'other.js', '--json']);
  });

  it('leaves the other variables of the environment alone', async () => {
    project.answer({});
    await project.runIn(
      project.root,
      { PATH: process.env.PATH, LOCKSTEP_MAX_STEPS: '5', NO_COLOR: '1' },
      'replay',
      path,
    );
    expect(project.call().environment).toMatchObject({ LOCKSTEP_MAX_STEPS: '5' });
    expect(project.call().environment).not.toHaveProperty('NO_COLOR');
  });

  it('answers in JSON, without colours', async () => {
    project.answer({ outcome: 'bug', report: '\u001b[1mreport\u001b[22m', message: 'again', trace: path });
    const { code, out } = await project.run('replay', path, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      format: 'lockstep-replay',
      version: 1,
      command: 'replay',
      trace: path,
      test: { file: 'test/account.test.ts', name: ['account', 'withdraws twice'] },
      mode: 'strict',
      outcome: 'bug',
      reproduced: true,
      message: 'again',
      report: 'report',
      shrunk: null,
      newTrace: path,
      exitCode: 1,
    });
  });
});

describe('lockstep replay by title', () => {
  const passing = (name: string[]) => ({ file: '', name, outcome: 'pass', report: '', message: '' });
  const other = (title: string, iteration = 0) =>
    sampleTrace({ test: { file: 'test/account.test.ts', name: ['bank', title] }, iteration });

  it('takes the newest trace of a test whose name contains the title', async () => {
    project.answer({ name: ['bank', 'pays'] });
    project.save(other('pays', 1));
    await new Promise((later) => setTimeout(later, 20));
    const newest = project.save(other('pays', 2));
    expect(await project.run('replay', 'bank pays')).toMatchObject({ code: 0, notes: '' });
    expect(project.call().environment.LOCKSTEP_REPLAY).toBe(newest);
  });

  it('also as reports write the name', async () => {
    project.answer({});
    expect(await project.run('replay', 'account > withdraws')).toMatchObject({ code: 0 });
  });

  it('says which other tests the title fits', async () => {
    project.answer({ name: ['bank', 'pays twice'] });
    project.save(other('pays'));
    await new Promise((later) => setTimeout(later, 20));
    project.save(other('pays twice'));
    const { notes } = await project.run('replay', 'pays');
    expect(notes).toBe(
      'The title fits 2 tests; taking the newest trace, of "bank > pays twice". Others: bank > pays.\n',
    );
  });

  it('finds the traces of a folder above, and passes over files that are none', async () => {
    project.answer({});
    project.write('.lockstep/traces/broken.json', '{"format":');
    project.write('src/deep/x.ts', '');
    // Jest is found from below as well; the fake one answers from its working directory.
    project.write(
      'src/deep/answer.json',
      JSON.stringify({
        format: 'lockstep-result',
        version: 1,
        tests: [{ file: '', name: ['account', 'withdraws twice'], outcome: 'pass', report: '', message: '' }],
      }),
    );
    expect(await project.runIn(join(project.root, 'src/deep'), process.env, 'replay', 'withdraws')).toMatchObject({
      code: 0,
      notes: '',
    });
  });

  it.each([
    ['packages/a', 'packages/a/jest.config.ts', ''],
    ['apps/web/client', 'apps/web/package.json', '{"jest":{}}'],
  ])(
    'at the root of a monorepo finds the trace of %s, and starts Jest where its configuration is',
    async (root, config, text) => {
      const name = ['bank', 'pays'];
      saveTrace(other('pays'), join(project.root, root));
      project.write(`${root}/test/account.test.ts`, '');
      project.write(config, text);
      const folder = dirname(config);
      project.write(
        `${folder}/answer.json`,
        JSON.stringify({ format: 'lockstep-result', version: 1, tests: [passing(name)] }),
      );
      expect(await project.run('replay', 'bank pays')).toMatchObject({ code: 0, notes: '' });
      const { args, environment } = JSON.parse(readFileSync(join(project.root, folder, 'call.json'), 'utf8'));
      expect(args[1]).toBe(join(project.root, root, 'test/account.test.ts'));
      expect(environment.LOCKSTEP_REPLAY).toContain(join(root, '.lockstep/traces'));
    },
  );

  it('at the root of a monorepo whose packages have no configuration, starts Jest there', async () => {
    project.answer({ name: ['bank', 'pays'] });
    const path = saveTrace(other('pays'), join(project.root, 'packages/b'));
    project.write('packages/b/test/account.test.ts', '');
    project.write('packages/b/package.json', '{"name":"b"}');
    expect(await project.run('replay', path)).toMatchObject({ code: 0, notes: '' });
    expect(project.call().args[1]).toBe(join(project.root, 'packages/b/test/account.test.ts'));
  });

  it('looks into no dependencies and no hidden folders', async () => {
    for (const folder of ['node_modules/x', '.cache/x']) saveTrace(other('pays'), join(project.root, folder));
    expect(await project.run('replay', 'bank pays')).toMatchObject({ code: 2 });
  });

  it('tells tests of one name apart by their files', async () => {
    project.answer({});
    saveTrace(
      sampleTrace({ test: { file: 'test/other.test.ts', name: ['account', 'withdraws twice'] } }),
      project.root,
    );
    project.write('test/other.test.ts', '');
    const { notes } = await project.run('replay', 'withdraws');
    expect(notes).toMatch(
      /^The title fits 2 tests;.* Others: account > withdraws twice \(test\/(?:other|account)\.test\.ts\)\.\n$/,
    );
  });

  it('says what it looked for and what there is', async () => {
    project.save(other('pays'));
    const { code, notes } = await project.run('replay', 'nonsense');
    expect(code).toBe(2);
    expect(notes).toBe(
      `There is no file "nonsense", and no trace of a test whose name contains it. The traces in ${join(project.root, '.lockstep/traces')} are of:\n  account > withdraws twice\n  bank > pays\n`.replace(
        /( {2}account.*\n)( {2}bank.*\n)/,
        notes.indexOf('account') < notes.indexOf('bank') ? '$1$2' : '$2$1',
      ),
    );
  });

  it('says when there are no traces at all', async () => {
    const empty = new Project();
    expect((await empty.run('replay', 'x')).notes).toContain(
      '.lockstep/traces does not exist, nor one in a folder above or below. Run the failing test',
    );
    empty.write('.lockstep/traces/readme.txt', '');
    expect((await empty.run('replay', 'x')).notes).toContain('there are no traces in');
    empty.remove();
  });
});

describe('a replay that cannot be made', () => {
  it.each([
    ['a missing file', 'gone.json', 'There is no trace at'],
    ['a file that is no trace', 'package.json', 'is not a trace of Lockstep'],
  ])('because of %s ends with 2', async (_, file, message) => {
    project.write('package.json', '{"name":"x"}');
    const { code, notes, out } = await project.run('replay', file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain(message);
  });

  it('because the test file is gone', async () => {
    const moved = project.save(sampleTrace({ test: { file: 'test/gone.test.ts', name: ['x'] } }));
    const { code, notes } = await project.run('replay', moved);
    expect(code).toBe(2);
    expect(notes).toContain('The trace belongs to test/gone.test.ts, but there is no such file');
  });

  it('because the test did not run shows what Jest said', async () => {
    const { code, notes } = await project.run('replay', path);
    expect(code).toBe(2);
    expect(notes).toContain('The test "account > withdraws twice" of test/account.test.ts did not run. Was it renamed');
    expect(notes).toContain('jest was here');
  });

  it('because the test was skipped says why', async () => {
    project.answer({ outcome: 'skipped', message: 'the trace belongs to another file' });
    expect((await project.run('replay', path)).notes).toContain('did not run. the trace belongs to another file.');
  });

  it('because only other tests ran', async () => {
    project.answer({ name: ['another'], outcome: 'bug' });
    expect(await project.run('replay', path)).toMatchObject({ code: 2 });
  });

  it('because there is no Jest', async () => {
    project.write('node_modules/jest/package.json', 'broken');
    const { code, notes } = await project.run('replay', path);
    expect(code).toBe(2);
    expect(notes).toContain('Jest was not found from');
  });

  it('with --json says so in JSON', async () => {
    const { code, out, notes } = await project.run('replay', 'gone.json', '--json');
    expect({ code, notes }).toEqual({ code: 2, notes: '' });
    expect(JSON.parse(out)).toMatchObject({ format: 'lockstep-error', version: 1, code: 'no-trace' });
  });
});

describe('lockstep shrink', () => {
  it('says how far it came and where the new trace is', async () => {
    project.answer({
      outcome: 'bug',
      report: 'report',
      message: 'the recorded failure',
      shrunk: { from: 9, to: 1, attempts: 41 },
      trace: path,
    });
    const { code, out } = await project.run('shrink', path);
    expect(code).toBe(1);
    expect(out).toContain('Shrunk from 9 to 1 departure from the default order, in 41 runs.\nTrace: .lockstep/traces/');
    expect(project.call().environment).toMatchObject({ LOCKSTEP_SHRINK: '1', LOCKSTEP_REPLAY_MODE: 'strict' });
  });

  it('answers in JSON', async () => {
    project.answer({ outcome: 'bug', shrunk: { from: 9, to: 1, attempts: 41 } });
    expect(JSON.parse((await project.run('shrink', '--json', path)).out)).toMatchObject({
      command: 'shrink',
      shrunk: { from: 9, to: 1, attempts: 41 },
      exitCode: 1,
    });
  });

  it('ends with 0 when the failure is not reproduced', async () => {
    project.answer({ outcome: 'pass' });
    expect(await project.run('shrink', path)).toMatchObject({ code: 0 });
  });
});
