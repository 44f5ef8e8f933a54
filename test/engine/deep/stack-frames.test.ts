// Code that looks for its caller on the stack finds it in deep mode, too.

import { outcomeOf } from '../../support/iterate';
import { instrumentedSource } from '../../support/program';

/** A body in deep mode, which shares memory, and tells the files of the frames between a function and its caller. */
const PROGRAM = `async (tell) => {
  const { prepareStackTrace: before } = Error;
  new Int32Array(new SharedArrayBuffer(4))[0]++;
  const callsites = () => {
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (_, frames) => frames;
    const frames = new Error().stack.slice(1);
    Error.prepareStackTrace = prepareStackTrace;
    return frames.map((frame) => frame.getFileName());
  };
  class Inner {
    files = callsites();
  }
  const f = () => callsites();
  tell('call', f());
  tell('new', new Inner().files);
  tell('callback', [1].map(() => callsites())[0]);
  tell('restored', Error.prepareStackTrace === before);
}`;

it('sees no frame of Lockstep between them', async () => {
  const found: Record<string, unknown> = {};
  const body = instrumentedSource(PROGRAM) as (tell: (name: string, value: unknown) => void) => unknown;
  const { failure } = await outcomeOf(() => body((name, value) => Object.assign(found, { [name]: value })));
  expect(failure).toBeNull();
  for (const name of ['call', 'new', 'callback']) {
    const files = found[name] as (string | null)[];
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => file?.includes('/src/'))).toEqual([]);
  }
  expect(found.restored).toBe(true);
});
