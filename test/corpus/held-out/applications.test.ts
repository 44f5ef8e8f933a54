// Application code in many styles, each with one race.

import { choose, idle } from 'lockstep';
import { createBatchWriter } from './app/batch-writer';
import { BoundedBuffer } from './app/bounded-buffer';
import { Cart } from './app/cart';
import { Connection, firstQuery } from './app/connection';
import { ExpiringCache } from './app/expiring-cache';
import { Feed } from './app/feed';
import { Gate, visit } from './app/gate';
import { Ledger } from './app/ledger';
import { Notifier } from './app/notifier';
import { Host, loadPlugin } from './app/plugins';
import { Poller } from './app/poller';
import { invalidate, profile } from './app/profiles';
import { buy, createStore } from './app/redux-shop';
import { SeatPlan } from './app/seat-plan';
import { SerialClient } from './app/serial-client';
import { writeTo } from './app/shards';
import { Shifts } from './app/shifts';
import { type Socket, SocketClient } from './app/socket-client';
import * as suggestions from './app/suggestions';
import { TodoList } from './app/todo-list';
import { makeBucket } from './app/token-bucket';
import { Wallet } from './app/wallet';
import { cause } from './cause';

cause('wallet', {
  bug: /"balance": /,
  async body() {
    const wallet = new Wallet(100, { feeFor: async () => 1 });
    await Promise.all([wallet.pay(10), wallet.pay(20)]);
    expect({ balance: wallet.balance }).toEqual({ balance: 68 });
  },
});

cause('redux-shop', {
  bug: /left/,
  async body() {
    const store = createStore({ left: 1, sold: [] });
    const charges: string[] = [];
    const charge = async (who: string) => {
      charges.push(who);
    };
    const customer = async (who: string) => {
      await null;
      return store.run(buy(who, charge));
    };
    await Promise.all([customer('ann'), customer('ben')]);
    expect(store.getState()).toMatchObject({ left: 0 });
  },
});

cause('profiles', {
  bug: /"peak": 2/,
  async body() {
    let version = 0;
    let peak = 0;
    const running = new Map<number, number>();
    const load = async () => {
      const mine = version;
      running.set(mine, (running.get(mine) ?? 0) + 1);
      peak = Math.max(peak, running.get(mine) ?? 0);
      await null;
      running.set(mine, (running.get(mine) ?? 0) - 1);
      return `version ${mine}`;
    };
    const writer = async () => {
      await null;
      version++;
      invalidate('ann');
      await profile('ann', load);
    };
    const reader = async () => {
      await profile('ann', load);
      await null;
      await profile('ann', load);
    };
    await Promise.all([reader(), writer()]);
    expect({ peak }).toEqual({ peak: 1 });
  },
});

cause('todo-list', {
  bug: /tea/,
  async body() {
    const list = new TodoList(['milk', 'tea'], async ({ title }) => {
      if (title === 'milk') throw new Error('offline');
    });
    await Promise.all([list.check('milk'), list.check('tea')]);
    expect(list.items.filter((todo) => todo.done).map((todo) => todo.title)).toEqual(['tea']);
  },
});

cause('connection', {
  bug: 'deadlock',
  async body() {
    const connection = new Connection(async () => {});
    const answer = firstQuery(connection, async () => 'utf8');
    await connection.connect();
    expect(await answer).toBe('query with utf8');
  },
});

cause('ledger', {
  bug: 'deadlock',
  async body() {
    const ledger = new Ledger(async () => {});
    await Promise.all([ledger.move('ann', 'ben', 5), ledger.move('ben', 'ann', 7)]);
    expect(ledger.amounts.get('ann')).toBe(2);
  },
});

cause('serial-client', {
  bug: 'deadlock',
  async body() {
    const client = new SerialClient(async (path) => `answer of ${path}`);
    const logout = async () => {
      await null;
      client.expire();
    };
    const [answer] = await Promise.all([client.request('/one').then(() => client.request('/two')), logout()]);
    expect(answer).toBe('answer of /two');
  },
});

cause('gate', {
  bug: 'deadlock',
  async body() {
    let busy = 0;
    const gate = new Gate(2);
    const open = async () => {
      if (++busy > 1) throw new Error('busy');
      return async () => {
        busy--;
      };
    };
    const guest = () => visit(gate, open).catch(() => {});
    await Promise.all([guest(), guest(), guest(), guest()]);
  },
});

cause('batch-writer', {
  bug: /three/,
  async body() {
    const sent: string[] = [];
    const writer = createBatchWriter(async (lines) => {
      sent.push(...lines);
    });
    const author = async () => {
      await null;
      writer.write('three');
    };
    writer.write('one');
    writer.write('two');
    await Promise.all([writer.flush(), author()]);
    await writer.flush();
    expect(sent).toEqual(['one', 'two', 'three']);
  },
});

cause('suggestions', {
  bug: /race condition/,
  async body() {
    suggestions.reset();
    let asked = 0;
    const ask = async (word: string) => {
      if (asked++ === 0) throw new Error('busy');
      return [word];
    };
    await Promise.all([suggestions.suggest('race', ask), suggestions.suggest('race condition', ask)]);
    expect(suggestions.shown).toEqual(['race condition']);
  },
});

cause('shifts', {
  bug: /covered/,
  async body() {
    const shifts = new Shifts(['ann', 'ben'], async () => {});
    const goHome = async (doctor: string) => {
      await null;
      await shifts.leave(doctor);
    };
    await Promise.all([goHome('ann'), goHome('ben')]);
    expect({ covered: shifts.covered }).toEqual({ covered: true });
  },
});

cause('cart', {
  bug: /total/,
  async body() {
    const prices: Record<string, number> = { pen: 3, ink: 5, rounding: 0 };
    const cart = new Cart(async (item) => prices[item] ?? 0);
    await Promise.all([cart.add('pen'), cart.add('ink')]);
    expect(cart.invoice()).toEqual({ lines: 2, total: 8 });
  },
});

cause('poller', {
  bug: /"ticks": /,
  async body() {
    const poller = new Poller(async () => ({ every: 100 }));
    const page = async () => {
      await null;
      await poller.start();
    };
    await Promise.all([page(), page()]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    poller.stop();
    expect({ ticks: poller.ticks }).toEqual({ ticks: 2 });
  },
});

cause('feed', {
  bug: /"subscribed"/,
  async body() {
    const feed = new Feed(async () => {});
    const leave = feed.subscribe('sport', () => {});
    await null;
    leave();
    await idle();
    expect({ subscribed: [...feed.handlers.keys()] }).toEqual({ subscribed: [] });
  },
});

cause('token-bucket', {
  bug: /"left": -/,
  async body() {
    const bucket = makeBucket(2, async () => {});
    let refused = 0;
    const client = async () => {
      await null;
      await bucket.take().catch(() => {
        refused++;
      });
    };
    await Promise.all([client(), client(), client()]);
    expect({ left: bucket.left(), refused }).toEqual({ left: 0, refused: 1 });
  },
});

cause('notifier', {
  bug: /closed listener/,
  async body() {
    const notifier = new Notifier(async (text) => text.toUpperCase());
    const window = { closed: false, received: [] as string[] };
    notifier.add({ closed: false, received: [] });
    notifier.add(window);
    const user = async () => {
      await null;
      notifier.remove(window);
    };
    await Promise.all([notifier.tell('news'), user()]);
  },
});

cause('seat-plan', {
  bug: /seats/,
  async body() {
    const plan = new SeatPlan(async () => {});
    const guest = async () => {
      await null;
      return plan.book();
    };
    const seats = await Promise.all([guest(), guest()]);
    expect({ seats: new Set(seats).size }).toEqual({ seats: 2 });
  },
});

cause('expiring-cache', {
  bug: /"value"/,
  async body() {
    const cache = new ExpiringCache();
    cache.set('page', 'old', 10);
    const refresh = async () => {
      await null;
      cache.set('page', 'new', 100);
    };
    await Promise.all([cache.sweep(20, async () => false), refresh()]);
    expect({ value: cache.get('page') }).toEqual({ value: 'new' });
  },
});

cause('shards', {
  bug: /read-only/,
  async body() {
    const shards = ['north', 'south', 'archive'].map((name) => ({ name, readOnly: name === 'archive' }));
    const written: string[] = [];
    const writer = async () => {
      await null;
      written.push(writeTo(shards, choose(3)));
    };
    await Promise.all([writer(), writer()]);
    expect(written).toHaveLength(2);
  },
});

cause('plugins', {
  bug: /"seen"/,
  async body() {
    const host = new Host();
    const seen: string[] = [];
    await Promise.all([host.boot(async () => 'dark'), loadPlugin(host, async () => 'theme', seen)]);
    expect({ seen }).toEqual({ seen: ['theme: dark'] });
  },
});

cause('bounded-buffer', {
  bug: 'deadlock',
  async body() {
    const buffer = new BoundedBuffer<number>();
    const producer = async (value: number) => {
      await null;
      await buffer.put(value);
    };
    const consumer = async () => {
      await null;
      return buffer.take();
    };
    await Promise.all([consumer(), consumer(), consumer(), producer(1), producer(2), producer(3)]);
  },
});

cause('socket-client', {
  bug: /"isOpen": true/,
  async body() {
    const socket: Socket = { isOpen: false };
    const client = new SocketClient(async () => {
      socket.isOpen = true;
      return socket;
    });
    client.open();
    await null;
    client.close();
    await idle();
    expect({ isOpen: socket.isOpen, status: client.status }).toEqual({ isOpen: false, status: 'closed' });
  },
});
