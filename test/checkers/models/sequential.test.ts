import { History, type Model, models, type OperationInput } from '../../../src/checkers';
import { SCALE } from '../reference/fuzz-scale';
import { type Draw, drawFrom } from '../reference/random-history';
import { wingGong } from '../reference/wing-gong';
import { agrees, SIMULATED, type Simulated } from './simulators';

const RUNS = 1500;

const MODELS: Readonly<Record<string, Model>> = {
  register: models.register(),
  'cas-register': models.casRegister({ initial: 1 }),
  map: models.map(),
  'multi-register': models.multiRegister({ initial: 0 }),
  counter: models.counter(),
  set: models.set(),
  queue: models.fifoQueue(),
  stack: models.stack(),
  'priority-queue': models.priorityQueue(),
  lock: models.lock(),
  'read-write-lock': models.readWriteLock(),
  semaphore: models.semaphore({ permits: 2 }),
  log: models.log(),
  bank: models.bank({ accounts: { a: 3, b: 0 } }),
};

test('every model that has a name here is simulated', () => {
  expect(Object.keys(SIMULATED).sort()).toEqual(Object.keys(MODELS).sort());
  for (const [name, model] of Object.entries(MODELS)) expect(model.name).toBe(name);
});

describe('one after the other', () => {
  it.each(Object.keys(MODELS))(
    '%s accepts what the real thing answers, and refuses exactly what it would not',
    (name) => {
      const model = MODELS[name] as Model;
      const simulated = SIMULATED[name] as Simulated;
      const draw = drawFrom(name.length);
      let refused = 0;
      for (let run = 0; run < RUNS * SCALE; run++) {
        const operations = sequentialRun(simulated, draw);
        if (!wingGong(History.fromOperations(operations).operations, model))
          throw new Error(`${name}: ${JSON.stringify(operations)}`);
        const isWrong = corrupt(name, simulated, operations, draw);
        refused += Number(isWrong);
        if (wingGong(History.fromOperations(operations).operations, model) === isWrong) {
          throw new Error(`${name}, with one result changed: ${JSON.stringify(operations)}`);
        }
      }
      expect(refused).toBeGreaterThan(RUNS * SCALE * 0.2);
      expect(refused).toBeLessThan(RUNS * SCALE * 0.9);
    },
  );
});

type Run = (OperationInput & { output: unknown })[];

function sequentialRun({ create, request }: Simulated, draw: Draw): Run {
  const simulator = create();
  return Array.from({ length: 8 }, (_, index) => {
    const asked = request(draw);
    return { process: 0, ...asked, output: simulator(asked), call: 2 * index, return: 2 * index + 1 };
  });
}

/** Changes one result of those that say something. Whether it is wrong now. */
function corrupt(name: string, { wrong }: Simulated, operations: Run, draw: Draw): boolean {
  const telling = operations.filter(({ f, output }) => output !== undefined || /^(get|read)$/.test(f));
  const chosen = telling[draw(telling.length)];
  if (chosen === undefined) return false;
  const right = chosen.output;
  const other = wrong(draw);
  chosen.output = resembling(chosen.f, right, other);
  return !agrees(chosen.f, name, right, chosen.output);
}

/** Results that are lists or records stay so: one thing in them is replaced, or missing. */
function resembling(f: string, right: unknown, other: unknown): unknown {
  if (typeof right === 'boolean') return other === true || other === 1 || other === '';
  if (f === 'txn') {
    return (right as [string, string, unknown][]).map(([kind, key, value], index) => {
      return [kind, key, index === 0 && kind === 'r' ? other : value];
    });
  }
  if (f === 'readAll' || (f === 'read' && Array.isArray(right) && typeof other === 'boolean')) {
    return other ? (right as unknown[]).slice(1) : right;
  }
  if (typeof right === 'object' && right !== null && !Array.isArray(right)) return { ...right, a: Number(other) + 1 };
  return other;
}
