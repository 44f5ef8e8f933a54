// Where a thread-stream writes to: tells its parent what it was given.
const { EventEmitter } = require('node:events');
const { parentPort } = require('node:worker_threads');

module.exports = async () => {
  const destination = new EventEmitter();
  destination.write = (text) => {
    parentPort.postMessage({ code: 'EVENT', name: 'chunk', args: [text] });
    return true;
  };
  destination.end = () => destination.emit('close');
  return destination;
};
