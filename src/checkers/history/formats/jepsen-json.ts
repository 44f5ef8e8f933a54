// Jepsen's histories as one JSON array of events, as elle-cli takes them.

import { History } from '../history';
import { eventFrom, jsonEvents } from './event-object';
import type { HistoryFormat, ReadOptions, WriteOptions } from './format';
import { jsonElements } from './json-elements';

export const jepsenJson: HistoryFormat = {
  name: 'jepsen-json',
  description: 'an array of objects as {"process":0,"type":"invoke","f":"read","value":null}',
  recognizes: (firstLine) => /^\[\s*(?:\{\s*(?:"|$)|\]|$)/.test(firstLine),
  parse: (text, options = {}) => History.fromEvents(events(text, options), options),
  format: write,
};

function* events(text: string, options: ReadOptions) {
  for (const { value, line } of jsonElements(text)) yield eventFrom(value, line, options);
}

function write(history: History, options: WriteOptions = {}): string {
  const lines = jsonEvents(history, options).map((event) => JSON.stringify(event));
  return lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`;
}
