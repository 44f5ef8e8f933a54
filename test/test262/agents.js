// The agents of test262, `$262.agent`: real ones, on worker threads, for what runs natively, and those of an iteration.

const { MessageChannel, Worker, receiveMessageOnPort } = require('node:worker_threads');

/** How many broadcasts were received, how many reports were made, and what sleeps wait at. */
const RECEIVED = 0;
const REPORTS = 1;
const NOTHING = 2;

const sleep = (cells, ms) => void Atomics.wait(cells, NOTHING, 0, ms);

/** What stands in front of the script of a real agent. */
const PRELUDE = `
  const { workerData: { port, cells }, receiveMessageOnPort } = require('node:worker_threads');
  globalThis.$262 = { agent: {
    receiveBroadcast(receiver) {
      let message;
      while ((message = receiveMessageOnPort(port)) === undefined) Atomics.wait(cells, ${NOTHING}, 0, 1);
      Atomics.add(cells, ${RECEIVED}, 1);
      receiver(message.message.buffer, message.message.id);
    },
    report: (value) => port.postMessage({ number: Atomics.add(cells, ${REPORTS}, 1), text: String(value) }),
    sleep: (ms) => void Atomics.wait(cells, ${NOTHING}, 0, ms),
    monotonicNow: () => performance.now(),
    leaving() {},
  } };
`;

/** `$262.agent` on worker threads, and how they are ended. */
function realAgents() {
  const cells = new Int32Array(new SharedArrayBuffer(12));
  const ports = [];
  const workers = [];
  const reports = new Map();
  let next = 0;
  const agent = {
    start(script) {
      const { port1, port2 } = new MessageChannel();
      port1.unref();
      ports.push(port1);
      const worker = new Worker(`${PRELUDE}{${script}\n}`, {
        eval: true,
        workerData: { port: port2, cells },
        transferList: [port2],
      });
      worker.on('error', () => {});
      worker.unref();
      workers.push(worker);
    },
    broadcast(buffer, id) {
      const before = Atomics.load(cells, RECEIVED);
      for (const port of ports) port.postMessage({ buffer, id });
      while (Atomics.load(cells, RECEIVED) < before + ports.length) sleep(cells, 1);
    },
    getReport() {
      for (const port of ports)
        for (let found = receiveMessageOnPort(port); found !== undefined; found = receiveMessageOnPort(port))
          reports.set(found.message.number, found.message.text);
      if (!reports.has(next)) return null;
      const text = reports.get(next);
      reports.delete(next++);
      return text;
    },
    sleep: (ms) => sleep(cells, ms),
    monotonicNow: () => performance.now(),
  };
  return { agent, end: () => Promise.all(workers.map((worker) => worker.terminate())) };
}

/**
 * The source of a function that makes `$262.agent` for an iteration; to be compiled, so that whoever waits in it stops.
 * It is given `spawn(name, body)` and `compile(script)`, which returns a function of `$262`.
 */
const SIMULATED = `function (spawn, compile) {
  const agents = [];
  const reports = [];
  const cells = new Int32Array(new SharedArrayBuffer(4 * 64));
  const RECEIVED = 62, NOTHING = 63;
  const sleep = (ms) => void Atomics.wait(cells, NOTHING, 0, ms);
  const monotonicNow = () => performance.now();
  return {
    start(script) {
      const index = agents.length;
      const mail = [];
      agents.push(mail);
      const agent = {
        receiveBroadcast(receiver) {
          while (mail.length === 0) Atomics.wait(cells, index, 0);
          const { buffer, id } = mail.shift();
          Atomics.store(cells, index, 0);
          Atomics.add(cells, RECEIVED, 1);
          Atomics.notify(cells, RECEIVED);
          receiver(buffer, id);
        },
        report(value) { reports.push(String(value)); },
        leaving() {},
        sleep,
        monotonicNow,
      };
      const body = compile(script);
      spawn('agent ' + index, () => { body({ agent }); });
    },
    broadcast(buffer, id) {
      const goal = Atomics.load(cells, RECEIVED) + agents.length;
      agents.forEach((mail, index) => {
        mail.push({ buffer, id });
        Atomics.store(cells, index, 1);
        Atomics.notify(cells, index);
      });
      for (;;) {
        const now = Atomics.load(cells, RECEIVED);
        if (now >= goal) break;
        Atomics.wait(cells, RECEIVED, now);
      }
    },
    getReport() { return reports.length === 0 ? null : reports.shift(); },
    sleep,
    monotonicNow,
  };
}`;

module.exports = { realAgents, SIMULATED };
