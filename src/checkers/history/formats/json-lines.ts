// JSON Lines: one event a line, with the names that Jepsen uses.

import { History } from '../history';
import { HistoryError } from '../history-error';
import { eventFrom, eventObjects, jsonEvent } from './event-object';
import type { HistoryFormat, ReadOptions } from './format';
import { parseJson } from './json-value';
import { lines } from './lines';

export const jsonLines: HistoryFormat = {
  name: 'json-lines',
  description: 'objects as {"process":0,"type":"invoke","f":"read","value":null}, one a line',
  recognizes: (firstLine) => /^\{\s*(?:"|$|\})/.test(firstLine),
  parse: (text, options = {}) => History.fromEvents(events(text, options), options),
  format: (history, options = {}) =>
    eventObjects(history, options)
      .map((event) => `${JSON.stringify(jsonEvent(event))}\n`)
      .join(''),
};

function* events(text: string, options: ReadOptions) {
  for (const { content, line, ended } of lines(text)) {
    yield eventFrom(parse(content, line, ended), line, options);
  }
}

function parse(content: string, line: number, ended: boolean): unknown {
  try {
    return parseJson(content, line);
  } catch (error) {
    if (ended) throw error;
    throw new HistoryError(
      'the last line is incomplete: the writer may have been stopped; remove the line to go on',
      line,
    );
  }
}
