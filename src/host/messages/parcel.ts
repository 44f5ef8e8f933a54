// What a message carries: its value, cloned when it is sent, and the ports that it transfers, which the receiver makes anew.

import type { HostAgent } from '../host-agent';
import type { PortData } from './port-data';
import type { PortEnd } from './port-end';
import type { Found } from './walk';

const NO_PORTS: readonly PortData[] = [];
const NOTHING: Found = { root: -1, slots: [] };

export interface Failure {
  readonly thrown: unknown;
}

interface Read {
  readonly value: unknown;
  readonly ports: object[];
  readonly error: Failure | null;
}

export class Parcel {
  constructor(
    /** The clone. What stands for ports in it is replaced when the parcel is opened. */
    readonly value: unknown,
    /** What the transferred ports receive, in the order of the list. */
    readonly ports: readonly PortData[] = NO_PORTS,
    private readonly found: Found = NOTHING,
    /** What Node has thrown when it was to make the receiver's value. */
    private readonly failure: Failure | null = null,
  ) {}

  /**
   * The value as `agent` receives it.
   * @param make makes a port of the agent
   * @throws what Node has thrown when it was to make the value
   */
  open(agent: HostAgent, make: (data: PortData, agent: HostAgent) => PortEnd): { value: unknown; ports: object[] } {
    if (this.failure !== null) throw this.failure.thrown;
    if (this.ports.length === 0) return { value: this.value, ports: [] };
    const ports = this.ports.map((data) => make(data, agent).face);
    const { root, slots } = this.found;
    for (const { port, put } of slots) put(ports[port]);
    return { value: root >= 0 ? ports[root] : this.value, ports };
  }

  /** The same, for a receiver who is told what has failed. */
  read(agent: HostAgent, make: (data: PortData, agent: HostAgent) => PortEnd): Read {
    if (this.failure !== null) return { value: undefined, ports: [], error: this.failure };
    return { ...this.open(agent, make), error: null };
  }

  /** Nobody will receive it: its ports are lost, and the ports at their other ends are told so. */
  lose(): void {
    for (const data of this.ports) data.disentangle();
  }
}
