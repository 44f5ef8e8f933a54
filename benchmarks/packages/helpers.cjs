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

/** What a client of `socket.io` is told when its message has come. */
exports.acknowledged = async (io, connect) => {
  const server = http.createServer();
  io.attach(server);
  io.on('connection', (socket) => socket.on('say', (text, acknowledge) => acknowledge(text)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = connect(`http://127.0.0.1:${server.address().port}`, { reconnection: false });
  try {
    return await client.emitWithAck('say', 'hi');
  } finally {
    client.disconnect();
    await io.close();
  }
};

/** What a server made with `mysql2` answers to two queries of a pool. */
exports.mysqlAnswers = async (mysql, { createPool }) => {
  const server = mysql.createServer();
  server.on('connection', (connection) => {
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 8,
      capabilityFlags: 0xffffff,
      authCallback: (_, done) => done(null),
    });
    connection.on('error', () => {});
    connection.on('query', (sql) => {
      const column = { catalog: 'def', schema: '', table: '', orgTable: '', name: 'n', orgName: 'n' };
      const kind = { characterSet: 33, columnLength: 11, columnType: 253, flags: 0, decimals: 0 };
      connection.writeTextResult([{ n: sql.slice(-1) }], [{ ...column, ...kind }]);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pool = createPool({ host: '127.0.0.1', port: server._server.address().port, user: 'x', connectionLimit: 2 });
  try {
    const answers = await Promise.all([1, 2].map((n) => pool.query(`select ${n}`)));
    return String(answers.map(([[row]]) => row.n));
  } finally {
    await pool.end();
    await new Promise((resolve) => server.close(resolve));
  }
};

/** What a worker of `piscina` does. */
exports.double = async (n) => n * 2;
