// `node:worker_threads` as an agent sees it: in a worker its own facts, everywhere the controlled forms of what can be shared.

import workerThreads from 'node:worker_threads';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { hostAgent } from '../host-agent';
import { messagesModule } from '../messages/module';
import { workerClass } from './worker';
import type { WorkerAgent } from './worker-agent';

/** Node's own data of the environment is there outside an iteration, and what workers inherit in one. */
const environmentData = {
  getEnvironmentData: (key: unknown): unknown => {
    const { environmentData: own } = hostAgent();
    return own.has(key) ? own.get(key) : workerThreads.getEnvironmentData(key as string);
  },
  setEnvironmentData: (key: unknown, value: unknown): void => {
    if (simulation.mode === OUTSIDE) workerThreads.setEnvironmentData(key as string, value as string);
    else if (value === undefined) hostAgent().environmentData.delete(key);
    else hostAgent().environmentData.set(key, value);
  },
};

/** Only what Node's module has, too. */
function known<Members extends object>(members: Members): Partial<Members> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => name in workerThreads)) as Partial<Members>;
}

const Worker = workerClass(workerThreadsIn);

const shared = { ...workerThreads, ...known({ ...messagesModule, ...environmentData, Worker }) };

/** The module in the main agent. */
export const workerThreadsModule = shared;

/** The module in a worker. */
export function workerThreadsIn(agent: WorkerAgent): object {
  const { parentPort, workerData, resourceLimits, threadName } = agent.facts;
  const { index: threadId } = agent;
  return {
    ...shared,
    ...known({
      isMainThread: false,
      parentPort,
      workerData,
      threadId,
      resourceLimits,
      threadName,
      isInternalThread: false,
    }),
  };
}
