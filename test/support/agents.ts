// Agents besides the main one, for tests that need no worker: they share the realm and its modules.

import { startAgent } from '../../src/engine/agents';
import { HostAgent } from '../../src/host/host-agent';

/** Starts an agent of the running iteration that calls `body`. */
export function spawnAgent(name: string, body: () => unknown): HostAgent {
  const agent = new HostAgent({ name });
  startAgent(agent, -1, body);
  return agent;
}
