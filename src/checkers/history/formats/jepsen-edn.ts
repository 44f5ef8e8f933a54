// Jepsen's histories in EDN: maps `{:process 0, :type :invoke, :f :read, :value nil}`, one after the other or in a vector. The key/value logs on
// which porcupine is tested are the same with a `:key`, and are written as they were read, byte for byte.

import { History } from '../history';
import { HistoryError } from '../history-error';
import { EdnReader } from './edn-reader';
import { ednKeyword, ednValue } from './edn-writer';
import { type EventObject, eventFrom, eventObjects } from './event-object';
import type { HistoryFormat, ReadOptions } from './format';

export const jepsenEdn: HistoryFormat = {
  name: 'jepsen-edn',
  description: 'maps as {:process 0, :type :invoke, :f :read, :value nil}, one a line or in a vector',
  recognizes: (firstLine) => /^[[(]?\s*(\{\s*:|#jepsen|;|#_|$)/.test(firstLine) || /^[[(]\s*[\])]$/.test(firstLine),
  parse: (text, options = {}) => History.fromEvents(events(text, options), options),
  format: (history, options = {}) =>
    eventObjects(history, options)
      .map((event) => `${ednEvent(event)}\n`)
      .join(''),
};

function* events(text: string, options: ReadOptions) {
  const reader = new EdnReader(text);
  const closing = reader.enter();
  while (closing === null ? reader.more() : !reader.leave(closing)) {
    const { line } = reader;
    yield eventFrom(reader.read(), line, options);
  }
  if (closing !== null && reader.more()) {
    throw new HistoryError(`the text goes on behind the vector of events`, reader.line);
  }
}

const NAMES = new Set(['type', 'f']);

/** The event as Jepsen would print it: types and names of operations are keywords, and so are the names of micro-operations. */
function ednEvent(event: EventObject): string {
  const { type } = event;
  const names = Object.entries(event).map(([name, value]) => {
    if (type === 'annotation' && name === 'type') return ':type :info';
    if (type === 'annotation' && name === 'process') return `:process ${ednKeyword(String(value))}`;
    if (NAMES.has(name)) return `:${name} ${ednKeyword(value as string)}`;
    if (name === 'value' && event.f === 'txn') return `:value ${transaction(value)}`;
    return `:${name} ${ednValue(value)}`;
  });
  return `{${names.join(', ')}}`;
}

function transaction(value: unknown): string {
  if (!Array.isArray(value)) return ednValue(value);
  const operations = value.map((operation: unknown) => {
    if (!Array.isArray(operation) || typeof operation[0] !== 'string') return ednValue(operation);
    return `[${[ednKeyword(operation[0]), ...operation.slice(1).map((item) => ednValue(item))].join(' ')}]`;
  });
  return `[${operations.join(' ')}]`;
}
