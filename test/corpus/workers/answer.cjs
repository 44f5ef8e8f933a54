// A worker of synckit: it answers when it is let.
const { runAsWorker } = require(process.env.SYNCKIT);

runAsWorker(async (name, gate) => {
  if (gate !== undefined) {
    const open = new Int32Array(gate);
    while (Atomics.load(open, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return `answer to ${name}`;
});
