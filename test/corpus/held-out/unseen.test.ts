// Programs that were written when the ranking was done, so that nobody has looked at their reports before.

import { idle } from 'lockstep';
import { cause } from './cause';
import * as inbox from './unseen/inbox';
import { Journal } from './unseen/journal';
import { Latch } from './unseen/latch';
import { clear, ownerOf, withLease } from './unseen/leases';
import { Loader } from './unseen/modules';
import { Ticker } from './unseen/ticker';
import { createWorkers } from './unseen/workers';

const { createEditor } = require('./unseen/editor');

cause('unseen: editor', {
  bug: /saved/,
  async body() {
    let saved = '';
    const editor = createEditor({
      async put(text: string) {
        saved = text;
      },
    });
    const author = async () => {
      editor.type('one ');
      await null;
      editor.type('two');
      await null;
      await editor.save();
    };
    editor.type('zero ');
    await Promise.all([editor.save(), author()]);
    await editor.save();
    expect({ saved }).toEqual({ saved: 'zero one two' });
  },
});

cause('unseen: ticker', {
  bug: /"price"/,
  async body() {
    const ticker = new Ticker(async () => 1);
    const connection = async (seq: number, cents: number) => {
      await null;
      await ticker.onMessage({ seq, cents });
    };
    await Promise.all([connection(1, 100), connection(2, 200)]);
    const { price } = ticker;
    expect([{ price }]).toEqual([{ price: 200 }]);
  },
});

cause('unseen: leases', {
  bug: /two owners|"owner"/,
  async body() {
    clear();
    const device = async () => {};
    const slow = withLease('printer', 'ann', device);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let owner: string | undefined;
    await withLease('printer', 'ben', async () => {
      await null;
      await idle();
      owner = ownerOf('printer');
    });
    await slow;
    expect({ owner }).toEqual({ owner: 'ben' });
  },
});

cause('unseen: modules', {
  bug: 'deadlock',
  async body() {
    const loader = new Loader({ left: ['right'], right: ['left'] }, async (name) => `source of ${name}`);
    const [left] = await Promise.all([loader.load('left'), loader.load('right')]);
    expect(left).toBe('source of left');
  },
});

cause('unseen: workers', {
  bug: /"different"/,
  async body() {
    const workers = createWorkers(2, async () => {});
    const client = async () => {
      await null;
      return workers.take();
    };
    const [one, other] = await Promise.all([client(), client()]);
    expect({ different: one !== other }).toEqual({ different: true });
  },
});

cause('unseen: journal', {
  bug: /entries/,
  async body() {
    let time = 0;
    const journal = new Journal(async () => ++time);
    await Promise.all([journal.note('open'), journal.note('close')]);
    expect({ entries: [...journal] }).toEqual({ entries: ['1 open', '2 close'] });
  },
});

cause('unseen: inbox', {
  bug: /"shown"/,
  async body() {
    let shown = 0;
    inbox.onChange((count) => {
      shown = count;
    });
    await inbox.markAllRead({ markRead: async () => {} });
    inbox.arrived();
    const server = { marked: 0, all: 1 };
    const reader = inbox.markAllRead({
      async markRead() {
        server.marked = server.all;
      },
    });
    const sender = async () => {
      await null;
      server.all++;
      inbox.arrived();
    };
    await Promise.all([reader, sender()]);
    expect({ shown }).toEqual({ shown: server.all - server.marked });
  },
});

cause('unseen: latch', {
  bug: 'deadlock',
  async body() {
    const latch = new Latch(2, async () => {});
    const worker = async () => {
      await null;
      latch.arrive();
    };
    await Promise.all([worker(), worker(), latch.passed()]);
  },
});
