// The logs of etcd on which porcupine is tested (by way of ahorn's linearizability checker): lines that Jepsen wrote to its console,
// `INFO  jepsen.util - 0	:invoke	:cas	[1 2]`. One CAS register.

import { describeValue } from '../../values/describe';
import type { AnnotationInput } from '../annotation';
import { timelineOf } from '../events-of';
import { type EventInput, History } from '../history';
import { HistoryError } from '../history-error';
import type { ProcessId } from '../operation';
import { EdnReader } from './edn-reader';
import { ednKeyword, ednValue } from './edn-writer';
import { eventFrom } from './event-object';
import type { HistoryFormat, ReadOptions } from './format';
import { lines } from './lines';

const LINE = /\bjepsen\.util\s*[-:]\s+(.*)$/;

export const porcupineEtcd: HistoryFormat = {
  name: 'porcupine-etcd',
  description: 'lines as INFO jepsen.util - 0 :invoke :read nil',
  recognizes: (_firstLine, text) => /\bjepsen\.util\s*[-:]/.test(text.slice(0, 100_000)),
  parse: (text, options = {}) => History.fromEvents(events(text, options), options),
  format: write,
};

function* events(text: string, options: ReadOptions) {
  for (const { content, line } of lines(text)) {
    const found = LINE.exec(content);
    // Consoles have other lines between.
    if (found) yield eventOf(found[1] as string, line, options);
  }
}

/** Jepsen's name of the process that injects faults. */
const NEMESIS = 'nemesis';

/**
 * `:fail :cas [1 2]` was refused (a mismatch), `:fail :read :timed-out` is a read of which nothing is known (it did not happen, as far as the
 * register is concerned), and only reads come back with a value.
 */
function eventOf(text: string, line: number, options: ReadOptions): EventInput | AnnotationInput {
  const [process, type, f, value, reason] = usualWords(text) ?? words(text, line);
  const told = process === NEMESIS || type === 'invoke' || (type === 'ok' && f === 'read');
  const error = !told && typeof value === 'string' ? value : reason;
  const mismatch = options.mismatch ?? (error === undefined ? ['cas'] : []);
  const result = told ? value : undefined;
  return eventFrom({ process, type, f, value: result, error }, line, { ...options, mismatch, independent: false });
}

type Words = readonly [process: unknown, type: unknown, f: unknown, value?: unknown, reason?: unknown];

/** A number, two keywords, and nothing, a number, a pair of numbers or a keyword. */
const USUAL = /^(\d{1,15})\s+:([a-z]+)\s+:([a-z]+)\s+(?:nil|(\d{1,15})|\[(\d{1,15}) (\d{1,15})\]|:([a-z][a-z-]*))$/;

/** What nearly all lines look like, in one step: reading word by word takes two thirds of the time of a program that reads some logs and ends. */
function usualWords(text: string): Words | null {
  const found = USUAL.exec(text);
  if (found === null) return null;
  const [, process, type, f, number, from, to, keyword] = found;
  const value =
    number !== undefined ? Number(number) : from !== undefined ? [Number(from), Number(to)] : (keyword ?? null);
  return [Number(process), type, f, value];
}

/** @throws HistoryError if they are too few or too many */
function words(text: string, line: number): Words {
  const reader = new EdnReader(text, line);
  const found = Array.from({ length: 5 }, () => (reader.more() ? reader.read() : undefined));
  if (found[2] === undefined || reader.more()) {
    throw new HistoryError(`expected a process, a type, an operation and a value, got ${describeValue(text)}`, line);
  }
  return found as unknown as Words;
}

/** The lines of a history; results other than those of reads are the arguments once more. */
function write(history: History): string {
  const inputs = new Map<ProcessId, unknown>();
  return timelineOf(history)
    .map((event) => {
      if (event.type === 'invoke') inputs.set(event.process, event.value);
      return lineOf(event as EventInput, inputs.get(event.process));
    })
    .join('');
}

const TYPES: Record<string, string> = {
  invoke: 'invoke',
  ok: 'ok',
  fail: 'fail',
  info: 'info',
  mismatch: 'fail',
  annotation: 'info',
};

function lineOf({ process, type, f, value, key, id, error }: EventInput, input: unknown): string {
  const isRead = f === 'read';
  const inexpressible =
    !Object.hasOwn(TYPES, type) ||
    key !== undefined ||
    id !== undefined ||
    (type === 'mismatch' && f !== 'cas') ||
    (type === 'ok' && !isRead && value !== undefined && value !== true);
  if (inexpressible) {
    throw new HistoryError(
      `the format porcupine-etcd has one register with read, write and cas, and no notation for ${f} (${type}) with ${key === undefined ? `the result ${describeValue(value)}` : `a key`}`,
    );
  }
  const told = type === 'invoke' || (type as string) === 'annotation' || (type === 'ok' && isRead);
  const who = typeof process === 'number' ? String(process) : ednKeyword(process);
  const what = reasonOf(type, f, error) ?? ednValue((told ? value : input) ?? null);
  return `INFO  jepsen.util - ${who}\t:${TYPES[type]}\t${ednKeyword(f)}\t${what}\n`;
}

/** Without a reason, a failed cas would be read as refused. */
function reasonOf(type: string, f: string, error: unknown): string | null {
  if (type !== 'fail' && type !== 'info') return null;
  if (typeof error === 'string') return ednKeyword(error);
  if (error !== undefined) return ednKeyword(describeValue(error));
  return type === 'fail' && f === 'cas' ? ':failed' : null;
}
