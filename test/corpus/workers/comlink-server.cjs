// A counter that its parent uses by comlink.
const { parentPort } = require('node:worker_threads');
const Comlink = require('comlink');
const nodeEndpoint = require('comlink/dist/umd/node-adapter');

let value = 0;
Comlink.expose(
  {
    read: () => value,
    write(next) {
      value = next;
    },
    add(n) {
      value += n;
      return value;
    },
    async each(items, tell) {
      for (const item of items) await tell(item * 2);
      return items.length;
    },
  },
  nodeEndpoint(parentPort),
);
