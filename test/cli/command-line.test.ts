import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES } from '../report/cases';
import { expectGolden } from '../report/golden';
import { Project } from './project';

let project: Project;
beforeAll(() => {
  project = new Project();
});
afterAll(() => project.remove());

describe('the command line', () => {
  it('without a command shows the help and ends with 2', async () => {
    const { code, notes } = await project.run();
    expect(code).toBe(2);
    expect(notes).toContain('Usage: lockstep COMMAND');
  });

  it.each([['--help'], ['-h'], ['nonsense', '--help']])('%s %s shows the general help', async (...given) => {
    expect(await project.run(...given.filter((word) => word !== undefined))).toMatchObject({
      code: 0,
      out: expect.stringContaining('replay TRACE'),
    });
  });

  it.each(['replay', 'shrink', 'dump-trace'])('%s --help shows its own help, each option of it', async (command) => {
    const { code, out } = await project.run(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`Usage: lockstep ${command} TRACE`);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(130);
  });

  it('--version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
    expect(await project.run('--version')).toEqual({ code: 0, out: `${version}\n`, notes: '' });
  });

  it.each([
    [
      ['repaly'],
      'lockstep: unknown command "repaly". Commands are replay, shrink, dump-trace, check. See `lockstep --help`.',
    ],
    [['constructor'], 'lockstep: unknown command "constructor".'],
    [['--verbose'], 'lockstep: unknown option "--verbose".'],
    [['replay'], 'lockstep replay: expected TRACE or "test title". See `lockstep replay --help`.'],
    [['replay', ''], 'lockstep replay: expected TRACE or "test title".'],
    [['replay', 'a', 'b'], 'got a second one: "b". Quote titles with spaces.'],
    [['replay', 'a', '--fast'], 'lockstep replay: unknown option --fast. It takes --mode, --json.'],
    [['replay', 'a', '-x'], 'unknown option -x.'],
    [['replay', 'a', '--json=yes'], 'the option --json takes no value, got "yes".'],
    [['replay', 'a', '--mode'], 'the option --mode needs one of strict, prefix, nearest.'],
    [['replay', 'a', '--mode', 'loose'], '--mode should be one of strict, prefix, nearest, got "loose".'],
    [['shrink', 'a', '--mode', 'strict'], 'unknown option --mode. It takes --json.'],
    [
      ['dump-trace', 'a', '--format', 'xml'],
      '--format should be one of text, json, events, history, html, mermaid, got "xml".',
    ],
  ])('%j is refused with a clear message and exit code 2', async (given, message) => {
    const { code, out, notes } = await project.run(...given);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(notes).toContain(message);
  });

  it('reports wrong usage in JSON where JSON was asked for', async () => {
    const { code, out } = await project.run('replay', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ format: 'lockstep-error', code: 'usage' });
  });
});

describe('lockstep dump-trace', () => {
  const { trace } = CASES['lost-update'] as (typeof CASES)[string];

  it('prints a trace for people', async () => {
    const { code, out } = await project.run('dump-trace', project.save(trace));
    expect(code).toBe(0);
    expectGolden('dump-trace.txt', out.trimEnd());
  });

  it('prints it as JSON', async () => {
    const { out } = await project.run('dump-trace', project.save(trace), '--format', 'json');
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(trace)));
  });

  it('prints the history that an expectation refused, one event per line', async () => {
    const refused = CASES['refused-history'] as (typeof CASES)[string];
    const path = project.save({ ...refused.trace, iteration: 99 });
    expect(await project.run('dump-trace', path, '--format', 'history')).toEqual({
      code: 0,
      out: '{"process":0,"type":"invoke","f":"write","value":1}\n',
      notes: '',
    });
    expect(await project.run('dump-trace', project.save(trace), '--format', 'history')).toEqual({
      code: 2,
      out: '',
      notes: 'The trace of "account > withdraws twice" holds no history: it failed for another reason.\n',
    });
  });

  it('draws its schedule as a page', async () => {
    const diagram = await project.run('dump-trace', project.save(trace), '--format', 'mermaid');
    expect(diagram.out).toMatch(/^sequenceDiagram\n {2}participant p0 as 0 test\n/);
    const { code, out } = await project.run('dump-trace', project.save(trace), '--format', 'html');
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>/);
    expect(out).toContain('<title>account &#62; withdraws twice</title>');
    expect(out).toContain('"waits for this.repository.load()"');
  });

  it('prints its events, one per line', async () => {
    const { out } = await project.run('dump-trace', 'withdraws twice', '--format', 'events');
    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(trace.events);
  });

  it('says what the file lacks', async () => {
    const path = project.save({ ...trace, iteration: 98, leftOut: { events: 7, oversized: false } });
    const lacks = '7 events are left out, so that the file stays under 1 MB.';
    expect((await project.run('dump-trace', path)).out).toContain(`Schedule: 1 decision, 19 events\n  ${lacks}\n`);
    expect((await project.run('dump-trace', path, '--format', 'events')).notes).toBe(`Of this trace, ${lacks}\n`);
    expect(JSON.parse((await project.run('dump-trace', path, '--format', 'json')).out).leftOut).toEqual({
      events: 7,
      oversized: false,
    });
  });
});
