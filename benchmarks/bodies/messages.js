// Round trips between the two ports of a channel.

const VALUES = {
  number: () => 1,
  object: () => ({ id: 1, method: 'add', args: [1, 2] }),
  map: () => ({ id: 1, args: new Map([[1, { a: 1 }]]), at: new Date(0) }),
  bytes: () => new Uint8Array(1024),
};

/** A body that sends a value there and back so many times. */
exports.roundTrips = (kind, count) => () =>
  new Promise((resolve) => {
    const value = VALUES[kind]();
    const { port1, port2 } = new MessageChannel();
    let left = count;
    port2.on('message', (message) => port2.postMessage(message));
    port1.on('message', (message) => {
      if (--left > 0) port1.postMessage(message);
      else {
        port1.close();
        resolve();
      }
    });
    port1.postMessage(value);
  });
