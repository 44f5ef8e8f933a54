// What queues, stacks and priority queues have in common: what is declined, which values contradict themselves, unknown and waiting removals; and each of the
// three checks against the definition on random histories.

import type { Model, Operation } from '../../../../../src/checkers';
import type { PolynomialCheck } from '../../../../../src/checkers/linearizable/polynomial/polynomial';
import { priorityQueueCheck } from '../../../../../src/checkers/linearizable/polynomial/priority-queue/priority-queue';
import { queueCheck } from '../../../../../src/checkers/linearizable/polynomial/queue/queue';
import { stackCheck } from '../../../../../src/checkers/linearizable/polynomial/stack/stack';
import { fifoQueue, type QueueOptions } from '../../../../../src/checkers/models/fifo-queue';
import { priorityQueue } from '../../../../../src/checkers/models/priority-queue';
import { stack } from '../../../../../src/checkers/models/stack';
import { replayWitness } from '../../../../../src/checkers/witness';
import { SCALE } from '../../../reference/fuzz-scale';
import { tryAgainstDefinition } from '../against-definition';
import { historyOf, type Spoken, verdictOf } from '../spoken-history';
import { type Names, type Shape, stretchedRun } from './container-histories';

interface Kind {
  readonly name: string;
  readonly check: PolynomialCheck;
  readonly model: (options?: QueueOptions) => Model;
  readonly names: Names;
  /** The pattern of its own rule. */
  readonly rule: string;
}

const KINDS: readonly Kind[] = [
  {
    name: 'queue',
    check: queueCheck,
    model: (options) => fifoQueue(options) as Model,
    names: { insert: 'enqueue', remove: 'dequeue', peek: 'peek' },
    rule: 'FIFO order',
  },
  {
    name: 'stack',
    check: stackCheck,
    model: (options) => stack(options) as Model,
    names: { insert: 'push', remove: 'pop', peek: 'peek' },
    rule: 'LIFO order',
  },
  {
    name: 'priority queue',
    check: priorityQueueCheck,
    model: (options) => priorityQueue(options) as Model,
    names: { insert: 'insert', remove: 'extractMin', peek: 'peek' },
    rule: 'priority order',
  },
];

describe.each(KINDS)('$name', ({ check, model, names, rule }) => {
  const { insert, remove } = names;
  const verdict = (spoken: readonly Spoken[], options?: QueueOptions) => verdictOf(check, model(options), spoken);

  describe('declines', () => {
    test.each<readonly [string, readonly Spoken[]]>([
      [
        'repeated values',
        [
          [0, 1, `${insert} 1`],
          [2, 3, `${insert} 1`],
        ],
      ],
      ['values of which nobody knows whether they are equal to null', [[0, 1, `${insert} null`]]],
      ['refused insertions', [[0, 1, `${insert} 1`, 'mismatch']]],
      ['insertions that wait', [[0, 1, `${insert} 1`, 'blocked']]],
      [
        'operations of other names',
        [
          [0, 1, `${insert} 1`],
          [2, 3, 'clear'],
        ],
      ],
      ['a removal that waits where none should', [[0, 1, remove, 'blocked']]],
    ])('%s', (_, spoken) => {
      expect(verdict(spoken)).toBe('declined');
    });

    it('values whose equality cannot be seen', () => {
      const [operation] = historyOf([[0, 1, `${insert} 1`]]) as [Operation];
      expect(check([{ ...operation, input: () => 1 }], model())).toBeNull();
    });

    it('objects that do not start empty', () => {
      expect(verdict([[0, 1, `${remove} -> 7`]], { initial: [7] })).toBe('declined');
    });
  });

  describe('values', () => {
    it('an empty history is fine', () => expect(verdict([])).toBe('ok: '));

    it('come from an insertion', () => {
      expect(
        verdict([
          [0, 1, `${insert} 1`],
          [2, 3, `${remove} -> 2`],
        ]),
      ).toBe(`value from nowhere: ${remove} -> 2`);
    });

    it('leave once', () => {
      expect(
        verdict([
          [0, 9, `${insert} 1`],
          [1, 2, `${remove} -> 1`],
          [1, 3, `${remove} -> 1`],
        ]),
      ).toBe(`removed twice: ${insert} 1, ${remove} -> 1, ${remove} -> 1`);
    });

    it('are not seen before they come', () => {
      expect(
        verdict([
          [0, 1, 'peek -> 1'],
          [2, 3, `${insert} 1`],
        ]),
      ).toBe(`seen before it was there: peek -> 1, ${insert} 1`);
      expect(
        verdict([
          [0, 1, `${remove} -> 1`],
          [2, 3, `${insert} 1`],
        ]),
      ).toBe(`seen before it was there: ${remove} -> 1, ${insert} 1`);
    });

    it('are not seen after they left', () => {
      expect(
        verdict([
          [0, 1, `${insert} 1`],
          [0, 2, `${remove} -> 1`],
          [3, 4, 'peek -> 1'],
        ]),
      ).toBe(`seen after it was removed: ${insert} 1, ${remove} -> 1, peek -> 1`);
    });

    it('may come and be seen at the same time', () => {
      expect(
        verdict([
          [0, 1, `${remove} -> 1`],
          [1, 2, `${insert} 1`],
        ]),
      ).toBe(`ok: ${insert} 1, ${remove} -> 1`);
    });
  });

  describe('"nothing there"', () => {
    it('is wrong while values follow each other without a gap', () => {
      expect(
        verdict([
          [0, 1, `${insert} 1`],
          [2, 3, `${insert} 2`],
          [2, 9, `${remove} -> nothing`],
          [4, 5, `${remove} -> 1`],
          [12, 13, `${remove} -> 2`],
        ]),
      ).toBe(`empty while not empty: ${insert} 1, ${insert} 2, ${remove} -> nothing, ${remove} -> 1, ${remove} -> 2`);
    });

    it('names only some of the values if there are many', () => {
      const chain = Array.from({ length: 8 }, (_, at): Spoken[] => [
        [10 * at, 10 * at + 1, `${insert} ${at}`],
        [10 * at + 12, 10 * at + 13, `${remove} -> ${at}`],
      ]).flat();
      const outcome = check(historyOf([...chain, [5, 75, `${remove} -> nothing`]]), model());
      const text = outcome?.verdict === 'violation' ? outcome.pattern.text : '';
      expect(text).toMatch(/all the time first 0, then 1, then 2, then 3, then 4 and 3 more was inside$/);
    });

    it('is right in a gap as narrow as one moment', () => {
      const moment: Spoken[] = [
        [0, 1, `${insert} 1`],
        [3, 6, `${insert} 2`],
        [2, 9, remove, 'mismatch'],
        [6, 7, `${remove} -> 1`],
        [12, 13, `${remove} -> 2`],
      ];
      expect(verdict(moment)).toBe(`ok: ${insert} 1, ${remove} -> 1, ${remove}, ${insert} 2, ${remove} -> 2`);
    });
  });

  describe('insertions with unknown result', () => {
    it('took effect if the value was seen, by then', () => {
      expect(
        verdict([
          [0, 0, `${insert} 1`, 'info'],
          [4, 5, `${remove} -> 1`],
          [6, 7, `${remove} -> nothing`],
        ]),
      ).toBe(`ok: ${insert} 1, ${remove} -> 1, ${remove} -> nothing`);
      expect(
        verdict([
          [0, 0, `${insert} 1`, 'info'],
          [4, 5, 'peek -> 1'],
          [6, 7, `${remove} -> nothing`],
        ]),
      ).toBe(`empty while not empty: ${insert} 1, peek -> 1, ${remove} -> nothing`);
    });

    it('are left out if it never was', () => {
      expect(
        verdict([
          [0, 0, `${insert} 1`, 'info'],
          [6, 7, `${remove} -> nothing`],
        ]),
      ).toBe(`ok: ${remove} -> nothing`);
    });
  });

  describe('removals with unknown result', () => {
    const seen: Spoken[] = [
      [0, 1, `${insert} 1`],
      [6, 7, `${remove} -> nothing`],
    ];

    it('may be the reason why a value is gone', () => {
      expect(verdict([...seen, [2, 2, remove, 'info']])).toBe('declined');
    });

    it('are left out if all is well without them', () => {
      expect(
        verdict([
          [0, 1, `${insert} 1`],
          [2, 2, remove, 'info'],
        ]),
      ).toBe(`ok: ${insert} 1`);
    });

    it('explain nothing about values that were removed by others', () => {
      expect(verdict([...seen, [2, 2, remove, 'info'], [8, 9, `${remove} -> 1`]])).toBe(
        `empty while not empty: ${insert} 1, ${remove} -> nothing, ${remove} -> 1`,
      );
    });
  });

  describe('removals that wait for ever', () => {
    it('are right if nothing is left', () => {
      expect(
        verdict(
          [
            [0, 1, `${insert} 1`],
            [0, 0, remove, 'blocked'],
            [2, 3, `${remove} -> 1`],
          ],
          { blocking: true },
        ),
      ).toBe(`ok: ${insert} 1, ${remove} -> 1`);
    });

    it('are wrong if something is', () => {
      expect(
        verdict(
          [
            [0, 1, `${insert} 1`],
            [0, 0, remove, 'blocked'],
          ],
          { blocking: true },
        ),
      ).toBe(`blocked while not empty: ${insert} 1, ${remove}`);
    });
  });

  describe('agrees with the definition', () => {
    const HISTORIES = 2500 * SCALE;
    const shapes: readonly (readonly [string, Shape & QueueOptions])[] = [
      ['a little overlap', { size: 9, stretch: 1 }],
      ['much overlap', { size: 9, stretch: 4, crashes: false }],
      ['without peeks', { size: 10, stretch: 2, peeks: false }],
      ['where removals wait', { size: 8, stretch: 2, blocking: true }],
    ];

    test.each(shapes)('%s', (_, { blocking = false, ...shape }) => {
      const judge = model({ blocking });
      const tally = tryAgainstDefinition(check, judge, histories(HISTORIES, judge, shape));
      expect(tally.declined).toBeLessThan(HISTORIES / 10);
      expect(tally.ok).toBeGreaterThan(HISTORIES / 3);
      expect(tally.violation).toBeGreaterThan(HISTORIES / 10);
      for (const pattern of [rule, 'empty while not empty', 'removed twice', 'value from nowhere']) {
        expect(tally.patterns.get(pattern)).toBeGreaterThan(HISTORIES / 1000);
      }
    });

    it('finds an order for every run, however long and however much its operations overlap', () => {
      const judge = model();
      for (const stretch of [3, 10, 40]) {
        for (const operations of histories(10, judge, { size: 100, stretch, crashes: false, spoilt: false })) {
          const outcome = check(operations, judge);
          expect(outcome?.verdict).toBe('ok');
          if (outcome?.verdict === 'ok')
            expect(replayWitness(operations, outcome.order, judge, 'real time')).toBeNull();
        }
      }
    });

    function* histories(count: number, judge: Model, shape: Shape): Generator<readonly Operation[]> {
      for (let seed = 0; seed < count; seed++) yield stretchedRun(seed, names, judge, shape);
    }
  });
});
