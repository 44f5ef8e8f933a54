// The bad patterns against the definitions tried out, on small random histories, and the criteria against each other.

import { type CausalVariant, checkCausal } from '../../../src/checkers/causal/check-causal';
import { SESSION_GUARANTEES } from '../../../src/checkers/causal/guarantee';
import { checkSessionGuarantees } from '../../../src/checkers/causal/session-guarantees';
import { multiRegister } from '../../../src/checkers/models';
import { checkSequentialConsistency } from '../../../src/checkers/sequential/sequential-consistency';
import { isCausal, keepsGuarantees } from '../reference/causal';
import { SCALE } from '../reference/fuzz-scale';
import { drawFrom } from '../reference/random-history';
import { wingGong } from '../reference/wing-gong';
import { randomReadsAndWrites } from './distinct-writes';

const VARIANTS: readonly CausalVariant[] = ['CC', 'CCv', 'CM'];

function verdictsMeet(seed: number, found: string, expected: boolean, what: string): void {
  if (found !== (expected ? 'ok' : 'violation'))
    throw new Error(`seed ${seed}: ${what} is ${expected}, but found ${found}`);
}

test.each(VARIANTS)('%s is the definition with every causal order, for up to 5 operations', (variant) => {
  const violations = { true: 0, false: 0 };
  for (let seed = 0; seed < 300 * SCALE; seed++) {
    const history = randomReadsAndWrites(drawFrom(seed), 5);
    const expected = isCausal(history.operations, variant, true);
    violations[`${!expected}`]++;
    verdictsMeet(seed, checkCausal(history, { variant }).verdict, expected, variant);
  }
  expect(Math.min(violations.true, violations.false)).toBeGreaterThan(20 * SCALE);
});

test.each(VARIANTS)('%s is the definition with the least causal order, for up to 8 operations', (variant) => {
  for (let seed = 0; seed < 1_000 * SCALE; seed++) {
    const history = randomReadsAndWrites(drawFrom(seed), 8);
    verdictsMeet(
      seed,
      checkCausal(history, { variant }).verdict,
      isCausal(history.operations, variant, false),
      variant,
    );
  }
});

test('linearizable, then sequentially consistent, then CM and CCv, then CC; no search is needed where CM or CCv is broken', () => {
  const model = multiRegister();
  const seen = new Set<string>();
  for (let seed = 0; seed < 2_000 * SCALE; seed++) {
    const history = randomReadsAndWrites(drawFrom(seed), 10);
    const linearizable = wingGong(history.operations, model);
    const { verdict, statistics } = checkSequentialConsistency(history, model);
    const sequential = verdict === 'ok';
    const [cc, ccv, cm] = VARIANTS.map((variant) => checkCausal(history, { variant }).verdict === 'ok') as [
      boolean,
      boolean,
      boolean,
    ];
    const chain = [!linearizable || sequential, !sequential || (cm && ccv), !(cm || ccv) || cc];
    if (chain.includes(false)) throw new Error(`seed ${seed}: ${[linearizable, sequential, cm, ccv, cc]}`);
    if (!(cm && ccv)) expect([seed, statistics.configurations]).toEqual([seed, 0]);
    seen.add(
      `${sequential && !linearizable} ${cm && ccv && !sequential} ${cm && !ccv} ${ccv && !cm} ${cc && !cm && !ccv}`,
    );
  }
  // These gaps between two criteria have been met; the others need more operations than are drawn here.
  for (const gap of ['true false false false false', 'false true false false false', 'false false true false false']) {
    expect(seen).toContain(gap);
  }
});

test.each(SESSION_GUARANTEES)('%s is its definition, for up to 7 operations', (guarantee) => {
  const violations = { true: 0, false: 0 };
  for (let seed = 0; seed < 1_000 * SCALE; seed++) {
    const history = randomReadsAndWrites(drawFrom(seed), 7);
    const expected = keepsGuarantees(history.operations, [guarantee]);
    violations[`${!expected}`]++;
    verdictsMeet(seed, checkSessionGuarantees(history, { guarantees: [guarantee] }).verdict, expected, guarantee);
  }
  expect(violations.true).toBeGreaterThan(20 * SCALE);
});

test('guarantees together are their definition, and all four are causal convergence', () => {
  for (let seed = 0; seed < 1_000 * SCALE; seed++) {
    const draw = drawFrom(seed);
    const history = randomReadsAndWrites(draw, 7);
    const guarantees = SESSION_GUARANTEES.filter(() => draw(2) === 0);
    const { verdict } = checkSessionGuarantees(history, { guarantees });
    verdictsMeet(seed, verdict, keepsGuarantees(history.operations, guarantees), guarantees.join());
    const larger = randomReadsAndWrites(draw, 12);
    const convergent = checkCausal(larger, { variant: 'CCv' }).verdict === 'ok';
    verdictsMeet(seed, checkSessionGuarantees(larger).verdict, convergent, 'CCv');
  }
});
