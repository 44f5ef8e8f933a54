// Programs made at random log the same natively, inside an iteration and outside. A failing seed is a program to look at.

import { type LoggingProgram, logInside, logOutside } from '../../support/order';
import { instrumentedSource } from '../../support/program';
import { randomProgram } from '../../support/random-program';

const PROGRAMS = 300;
const BATCH = 30;

describe.each(Array.from({ length: PROGRAMS / BATCH }, (_, i) => i * BATCH))('programs from seed %i on', (first) => {
  const seeds = Array.from({ length: BATCH }, (_, i) => first + i);

  it('log what they log natively', async () => {
    for (const seed of seeds) {
      const source = randomProgram(seed);
      const native = await logOutside(new Function(`return ${source}`)() as LoggingProgram);
      const controlled = instrumentedSource(source) as LoggingProgram;
      expect({ seed, log: await logInside(controlled) }).toEqual({ seed, log: native });
      expect({ seed, log: await logOutside(controlled) }).toEqual({ seed, log: native });
    }
  });
});

it('the generator is deterministic, and its programs differ', () => {
  expect(randomProgram(7)).toBe(randomProgram(7));
  const programs = new Set(Array.from({ length: 100 }, (_, seed) => randomProgram(seed)));
  expect(programs.size).toBe(100);
});
