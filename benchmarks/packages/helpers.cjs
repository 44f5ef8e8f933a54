// What trials of servers and clients share.

const http = require('node:http');

/** Calls `use` with the address of a server that `handler` answers, and closes the server. */
exports.listening = async (handler, use) => {
  const server = http.createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
};

exports.text = (url) =>
  new Promise((resolve, reject) => {
    http
      .get(url, (response) => {
        let body = '';
        response.on('data', (part) => (body += part));
        response.on('end', () => resolve(body));
      })
      .on('error', reject);
  });

/** A message there and back, with `ws`. */
exports.echo = async ({ WebSocket, WebSocketServer }) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => socket.on('message', (data) => socket.send(data)));
  await new Promise((resolve) => server.once('listening', resolve));
  const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
  try {
    await new Promise((resolve, reject) => client.once('open', resolve).once('error', reject));
    client.send('hi');
    return await new Promise((resolve) => client.once('message', (data) => resolve(String(data) === 'hi')));
  } finally {
    client.terminate();
    server.close();
  }
};
