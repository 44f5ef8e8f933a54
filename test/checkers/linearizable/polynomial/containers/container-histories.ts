// Histories of queues, stacks and priority queues for fuzzing: real sequential runs, their operations stretched over time until they overlap and then shaken
// or spoilt in one place, so that linearizable ones and others are both frequent. Times are few, so that calls and returns coincide.

import { History, type Model, type Operation, type OperationInput } from '../../../../../src/checkers';
import { type Draw, drawFrom } from '../../../reference/random-history';
import { successors } from '../../../reference/wing-gong';

export interface Names {
  readonly insert: string;
  readonly remove: string;
  readonly peek: string;
}

export interface Shape {
  /** Most operations. */
  readonly size?: number;
  /** How far an operation's interval may reach to either side of its place, in steps of the run. */
  readonly stretch?: number;
  readonly peeks?: boolean;
  /** Whether operations may lose their result or never end. */
  readonly crashes?: boolean;
  /** Whether something may be changed about the run. */
  readonly spoilt?: boolean;
}

type Sketch = { -readonly [Name in keyof OperationInput]: OperationInput[Name] };

/** The same seed gives the same history. */
export function stretchedRun(seed: number, names: Names, model: Model, shape: Shape = {}): readonly Operation[] {
  const { size = 8, stretch = 4, peeks = true, crashes = true, spoilt = true } = shape;
  const draw = drawFrom(seed);
  const inputs = run(draw, names, model, { size: 2 + draw(size - 1), reach: 1 + draw(stretch), peeks });
  if (spoilt && draw(3) > 0) shake(draw, inputs, 1 + draw(5));
  for (let times = draw(5) === 0 ? 2 : draw(4) === 0 ? 0 : 1; spoilt && times > 0; times--) spoil(draw, inputs, names);
  if (crashes && draw(3) === 0) lose(inputs[draw(inputs.length)]!, 'info');
  const waiting = inputs[draw(inputs.length)]!;
  if (crashes && waiting.f === names.remove && draw(8) === 0) lose(waiting, 'blocked');
  return History.fromOperations(inputs.sort((one, other) => one.call - other.call)).operations;
}

function run(
  draw: Draw,
  { insert, remove, peek }: Names,
  model: Model,
  { size, reach, peeks }: { size: number; reach: number; peeks: boolean },
): Sketch[] {
  const inputs: Sketch[] = [];
  const values = shuffled(draw, size);
  const eager = 2 + draw(4);
  const shyness = 2 + draw(4);
  let state = model.init();
  for (let place = 0; inputs.length < size; place++) {
    const inserts = draw(6) < eager;
    const f = inserts ? insert : peeks && draw(shyness) === 0 ? peek : remove;
    const candidates = inserts ? [values.pop()!] : [null, ...Array.from({ length: size }, (_, value) => value + 1)];
    for (const value of candidates) {
      const refused = value === null && draw(3) === 0;
      const [input, output] = inserts ? [value, undefined] : [undefined, value];
      const times = { call: 2 * place - draw(2 * reach), return: 2 * place + draw(2 * reach) };
      const outcome = refused ? ('mismatch' as const) : ('ok' as const);
      const sketch: Sketch = { process: inputs.length, f, input, output, outcome, ...times };
      const next = successors(model, state, History.fromOperations([sketch]).operations[0]!);
      if (next.length === 0) continue;
      inputs.push(sketch);
      state = next[draw(next.length)];
      break;
    }
  }
  return inputs;
}

function shuffled(draw: Draw, size: number): number[] {
  const values: number[] = [];
  for (let value = 1; value <= size; value++) values.splice(draw(values.length + 1), 0, value);
  return values;
}

/** Moves every operation a bit: what had to come first may now come second. */
function shake(draw: Draw, inputs: readonly Sketch[], reach: number): void {
  for (const input of inputs) {
    const shift = draw(2 * reach + 1) - reach;
    input.call += shift;
    input.return! += shift;
  }
}

function spoil(draw: Draw, inputs: Sketch[], names: Names): void {
  const one = inputs[draw(inputs.length)]!;
  const other = inputs[draw(inputs.length)]!;
  const isInsert = one.f === names.insert;
  switch (draw(6)) {
    case 0:
      if (!isInsert && other.f !== names.insert) [one.output, other.output] = [other.output, one.output];
      else if (isInsert && other.f === names.insert) [one.input, other.input] = [other.input, one.input];
      break;
    case 1:
      one.return = one.call = one.call + draw(one.return! - one.call + 1);
      break;
    case 2: {
      const shift = draw(13) - 6;
      one.call += shift;
      one.return! += shift;
      break;
    }
    case 3:
      if (inputs.length > 1) inputs.splice(inputs.indexOf(one), 1);
      break;
    case 4:
      if (isInsert) one.call -= draw(6);
      else [one.output, one.outcome] = [other.input ?? null, 'ok'];
      break;
    default:
      if (one.f === names.peek) one.f = names.remove;
      else if (one.f === names.remove) one.f = names.peek;
  }
}

function lose(input: Sketch, outcome: 'info' | 'blocked'): void {
  input.outcome = outcome;
  input.output = undefined;
  input.return = undefined;
}
