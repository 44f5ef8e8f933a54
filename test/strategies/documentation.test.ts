// The examples of docs/strategies.md run.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';
import lockstepPlugin from '../../plugin/src';
import type { ExploreResult, Strategy } from '../../src';
import * as lockstep from '../../src';
import { createStrategy, type Portfolio, type StrategyFactory, strategyNames } from '../../src/strategies';
import { noisyUpdate } from './programs';
import { explore } from './simulator';

const documentation = readFileSync(join(__dirname, '../../docs/strategies.md'), 'utf8');

/** All TypeScript blocks of the page as one instrumented module. */
function runExamples(): {
  deep: StrategyFactory;
  Sticky: new () => Strategy;
  twoWithdrawals: () => Promise<ExploreResult>;
} {
  const source = [...documentation.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join('\n');
  const compiled = transformSync(source, {
    filename: join(__dirname, 'examples.ts'),
    configFile: false,
    babelrc: false,
    presets: ['@babel/preset-typescript'],
    plugins: [lockstepPlugin, '@babel/plugin-transform-modules-commonjs'],
  });
  const module = { exports: {} };
  new Function('require', 'module', 'exports', compiled?.code ?? '')(() => lockstep, module, module.exports);
  return module.exports as ReturnType<typeof runExamples>;
}

describe('docs/strategies.md', () => {
  const { deep, Sticky, twoWithdrawals } = runExamples();

  test('the portfolio of one’s own has its members', () => {
    expect((deep() as Portfolio).members.map(({ name }) => name)).toEqual(['pct', 'idpct', 'pos']);
  });

  test('the strategy of one’s own is a strategy, and finds a lost update', () => {
    expect(createStrategy(new Sticky()).name).toBe('sticky');
    expect(explore(noisyUpdate(1, 2), new Sticky(), { seed: 1, iterations: 100 })).toHaveLength(1);
  });

  test('explores two withdrawals and finds that one is lost', async () => {
    const result = await twoWithdrawals();
    expect(result.passed).toBe(false);
    expect(result.strategy).toBe('sticky');
    expect(String(result.finding?.error)).toMatch(/balance is (90|80)/);
  });

  test('the table lists every strategy', () => {
    for (const name of strategyNames()) expect(documentation).toContain(`\n| \`${name}\` | `);
  });
});
