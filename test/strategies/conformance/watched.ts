// A decorator that holds a strategy to the contract, and writes down what it answers. It lends the strategy everything that is said to
// be reused, and spoils it afterwards.

import type {
  IterationEnd,
  IterationStart,
  Operation,
  PendingOperation,
  Place,
  StepReport,
  Strategy,
} from '../../../src';

/** Not `expect`, which costs more than all the rest. */
function keep(holds: boolean, rule: string): void {
  if (!holds) throw new Error(`Not kept: ${rule}.`);
}

/** An object that is only good until `spoil` is called: whoever has kept it reads nonsense. */
function lend<Lent extends object>(object: Lent): { readonly lent: Lent; spoil(): void } {
  const { proxy, revoke } = Proxy.revocable({ ...object }, {});
  return { lent: proxy as Lent, spoil: revoke };
}

export class Watched implements Strategy {
  readonly name: string;
  /** What was answered in each schedule, whole ones and those that were given up. */
  readonly schedules: string[] = [];
  readonly turns: number[] = [];
  /** It has said that nothing is left. */
  ended = false;
  readonly ran?: (step: StepReport) => void;
  private running = false;
  private asked = 0;
  private picks = 0;

  constructor(private readonly inner: Strategy) {
    this.name = inner.name;
    if (inner.ran !== undefined)
      this.ran = (step) => {
        const lists = { touched: [...step.touched], made: [...step.made] };
        const { lent, spoil } = lend({ operation: step.operation, ...lists });
        inner.ran?.(lent);
        spoil();
        lists.touched.length = lists.made.length = 0;
      };
  }

  get memory(): Strategy['memory'] {
    return this.inner.memory;
  }

  get footprints(): boolean | undefined {
    return this.inner.footprints;
  }

  begin(start: IterationStart): boolean {
    keep(!this.running && !this.ended, 'begin is called between schedules, and not after the end');
    const { lent, spoil } = lend({ ...start });
    const answer = this.inner.begin(lent);
    spoil();
    keep([true, false, undefined].includes(answer as boolean), 'begin answers true, false or nothing');
    keep(this.inner.name === this.name, 'the name stays');
    if (answer === false) {
      this.ended = true;
      return false;
    }
    this.running = true;
    this.asked = this.picks = 0;
    this.turns.push(start.turn);
    this.schedules.push('');
    return true;
  }

  pick(enabled: readonly PendingOperation[]): number | null {
    keep(enabled.length >= 2, 'two operations at least');
    const operations = enabled.map((operation) => lend({ ...plain(operation) }));
    const array = operations.map(({ lent }) => lent);
    const answer = this.inner.pick(array);
    for (const { spoil } of operations) spoil();
    array.length = 0;
    if (answer !== null) {
      keep(Number.isInteger(answer) && answer >= 0 && answer < enabled.length, 'pick answers an index');
      this.picks++;
    }
    return this.note('p', answer);
  }

  late(operation: Operation): boolean | number {
    const { lent, spoil } = lend({
      kind: operation.kind,
      site: operation.site,
      from: operation.from,
      microtasks: operation.microtasks,
      task: operation.task,
    });
    const answer = this.inner.late(lent);
    spoil();
    const isNumber = Number.isInteger(answer) && Number(answer) >= 1 && Number(answer) <= operation.microtasks;
    keep(typeof answer === 'boolean' || isNumber, 'late answers true or false, or a number of microtasks');
    return this.note('l', answer);
  }

  choose(n: number, place: Place): number {
    const answer = this.inner.choose(n, place);
    keep(Number.isInteger(answer) && answer >= 0 && answer < n, 'choose answers a value');
    return this.note('c', answer);
  }

  end(end: IterationEnd): void {
    keep(this.running, 'end is called once for each begin');
    this.running = false;
    keep(end.picks === this.picks && end.decisions === this.asked, 'end says how often it was asked');
    this.inner.end?.(end);
  }

  private note<Answer>(kind: string, answer: Answer): Answer {
    keep(this.running, 'nothing is asked between schedules');
    if (answer !== null) this.asked++;
    this.schedules[this.schedules.length - 1] += `${kind}${Number(answer ?? -1)} `;
    return answer;
  }
}

function plain({ kind, site, task, sequence, channel }: PendingOperation): PendingOperation {
  return { kind, site, task, sequence, channel };
}
