// The event source that docs/design/architecture.md shows works as the page says; its file names are names of files.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';
import * as eventSource from '../../src/engine/event-source';
import * as pending from '../../src/engine/pending';
import { simulation } from '../../src/engine/simulation';
import { Strand } from '../../src/engine/strand';
import { runtime } from '../../src/runtime';
import { record } from '../support/iterate';
import { instrumented } from '../support/program';
import { blocks, codeSpans, prose, ROOT, readPage } from './markdown';

const PAGE = 'docs/design/architecture.md';
const page = readPage(PAGE);

interface Mailbox extends eventSource.EventSource {
  send(deliver: () => void): void;
}

function mailboxOfThePage(): Mailbox {
  const block = blocks(page).find(({ content }) => content.includes('class Mailbox'));
  const { code } = transformSync(block?.content ?? '', {
    filename: 'mailbox.ts',
    presets: ['@babel/preset-typescript'],
    configFile: false,
    babelrc: false,
  }) as { code: string };
  const scope = { ...eventSource, ...pending, simulation, Strand };
  const Class = new Function(...Object.keys(scope), `${code}; return Mailbox;`)(...Object.values(scope));
  return new Class() as Mailbox;
}

test('a mailbox delivers in order, at any time', async () => {
  const mailbox = mailboxOfThePage();
  simulation.agent.sources.add(mailbox);
  const body = instrumented(
    async (log: (entry: string) => void, send: Mailbox['send'], pause: (label: string) => Promise<void>) => {
      const heard = new Promise<void>((resolve) => {
        send(() => log('first'));
        send(() => {
          log('second');
          resolve();
        });
      });
      await Promise.all([heard, pause('slow').then(() => log('slow'))]);
    },
    { environment: false },
  );
  const orderOf = async (index: number): Promise<string> => {
    const entries: string[] = [];
    const { outcome } = await record(
      () => body((entry) => entries.push(entry), mailbox.send.bind(mailbox), runtime.api.pause),
      { late: () => true, pick: () => index },
    );
    expect(outcome.failure).toBeNull();
    return entries.join(' ');
  };
  expect(await orderOf(0)).toBe('slow first second');
  expect(await orderOf(1)).toBe('first second slow');
});

test('every file that the page names exists', () => {
  const names = new Set(['src/engine', 'src/host'].flatMap((folder) => readdirSync(join(ROOT, folder))));
  const named = codeSpans(prose(page)).filter((span) => /^[\w/.-]+\.ts$/.test(span));
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !names.has(name) && !existsSync(join(ROOT, name)))).toEqual([]);
});
