const { parentPort } = require('node:worker_threads');

parentPort.on('message', (value) => {
  if (value === 'close') parentPort.close();
  else parentPort.postMessage(value);
});
