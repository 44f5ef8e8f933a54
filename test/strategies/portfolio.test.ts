import { Portfolio, type Strategy } from '../../src/strategies';
import type { IterationStart } from '../../src/strategies/strategy';
import { askLate, askValue, iterationEnd, iterationStart, pendingOperation } from './pending';

/** A strategy that notes what it is told and answers with its own number. */
class Probe implements Strategy {
  readonly calls: string[] = [];

  constructor(
    readonly name: string,
    private readonly answer: number,
  ) {}

  begin({ iteration, turn, maxSteps }: IterationStart): void {
    this.calls.push(`begin ${iteration} turn ${turn} of ${maxSteps}`);
  }
  pick = (): number => this.answer;
  late = (): boolean => this.answer === 1;
  choose = (): number => this.answer;
  ran(): void {
    this.calls.push('ran');
  }
  end(): void {
    this.calls.push('end');
  }
}

const bare: Strategy = { name: 'bare', begin() {}, pick: () => 0, late: () => false, choose: () => 0 };

const step = { operation: null, touched: [], made: [] };

describe('a portfolio', () => {
  test('gives each member every n-th turn, numbered from 0 for the member', () => {
    const members = [new Probe('a', 0), new Probe('b', 1)];
    const portfolio = new Portfolio(members);
    const used: string[] = [];
    for (let turn = 0; turn < 5; turn++) {
      portfolio.begin(iterationStart(turn + 10, { turn, maxSteps: 77 }));
      used.push(portfolio.member.name);
      portfolio.end(iterationEnd);
    }
    expect(used).toEqual(['a', 'b', 'a', 'b', 'a']);
    expect(members[0]?.calls.filter((call) => call !== 'end')).toEqual([
      'begin 10 turn 0 of 77',
      'begin 12 turn 1 of 77',
      'begin 14 turn 2 of 77',
    ]);
    expect(members[1]?.calls).toEqual(['begin 11 turn 0 of 77', 'end', 'begin 13 turn 1 of 77', 'end']);
  });

  test('passes every question to the member whose turn it is', () => {
    const portfolio = new Portfolio([new Probe('a', 0), new Probe('b', 1)]);
    const enabled = [pendingOperation(0), pendingOperation(1)];
    const answers = [0, 1].map((turn) => {
      portfolio.begin(iterationStart(turn));
      portfolio.ran?.(step);
      return [portfolio.pick(enabled), askLate(portfolio, 1), askValue(portfolio, 2)];
    });
    expect(answers).toEqual([
      [0, false, 0],
      [1, true, 1],
    ]);
    expect((portfolio.member as Probe).calls).toContain('ran');
  });

  test('members may do without ran and end', () => {
    const portfolio = new Portfolio([bare]);
    portfolio.begin(iterationStart(0));
    expect(portfolio.ran).toBeUndefined();
    expect(() => portfolio.end(iterationEnd)).not.toThrow();
  });

  test('is at an end when one member is', () => {
    const ends = { ...bare, begin: ({ turn }: IterationStart) => turn < 2 };
    const portfolio = new Portfolio([bare, ends]);
    expect([0, 1, 2, 3, 4, 5].map((turn) => portfolio.begin(iterationStart(turn)))).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
  });

  test('gives up what its member gives up', () => {
    const portfolio = new Portfolio([{ ...bare, pick: () => null }]);
    portfolio.begin(iterationStart(0));
    expect(portfolio.pick([pendingOperation(0), pendingOperation(1)])).toBeNull();
  });

  test('remembers what the member remembers that remembers most', () => {
    const memoryOf = (...memories: Strategy['memory'][]) =>
      new Portfolio(memories.map((memory) => ({ ...bare, memory }))).memory;
    expect(memoryOf('none', 'none')).toBe('none');
    expect(memoryOf('none', 'lessons')).toBe('lessons');
    expect(memoryOf('lessons', 'all', 'none')).toBe('all');
    expect(memoryOf('none', undefined)).toBe('all');
  });

  test('wants footprints in the turns of those members that do', () => {
    const portfolio = new Portfolio([bare, { ...bare, footprints: true }]);
    const wanted = [0, 1, 2].map((turn) => {
      portfolio.begin(iterationStart(turn));
      return portfolio.footprints;
    });
    expect(wanted).toEqual([false, true, false]);
  });

  test('of nothing is refused', () => {
    expect(() => new Portfolio([])).toThrow('Expected a portfolio to have at least one strategy, got none.');
  });
});
