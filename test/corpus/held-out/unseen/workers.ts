// Hands out idle workers. The worker is prepared before it is taken off the list.

export interface Worker {
  readonly id: number;
}

export function createWorkers(count: number, prepare: (worker: Worker) => Promise<void>) {
  const idle: Worker[] = Array.from({ length: count }, (_, id) => ({ id }));

  async function take(): Promise<Worker> {
    const [worker] = idle;
    if (worker === undefined) throw new Error('no worker is idle');
    await prepare(worker);
    idle.splice(idle.indexOf(worker), 1);
    return worker;
  }

  return { take, idle: () => idle.length };
}
