// get-port 5.0.0 finds a port by binding and letting go of it; two concurrent callers are told the same one (sindresorhus/get-port#36).

import { PortTable } from './fakes/ports';
import { freshModule } from './fresh-module';
import { row } from './row';

type GetPort = (options: { port: number[] }) => Promise<number>;

let mockPorts = new PortTable(4000);
jest.mock('net', () => ({ createServer: () => mockPorts.createServer() }));

row<() => GetPort>('get-port', {
  invariant: 'two callers get two ports',
  bug: /"distinct": 1/,
  toy: 62.3,
  // The fixed version forgets a port after 15 to 30 seconds: the host binds a port within one.
  options: { maxLatency: 1000 },
  // The fixed version remembers ports for a while, in its module.
  load: (version) => () => freshModule(`get-port-${version}`),
  async scenario(load) {
    mockPorts = new PortTable(4000);
    const getPort = load();
    const caller = async () => {
      await null;
      return getPort({ port: [3000, 3001, 3002] });
    };
    const given = await Promise.all([caller(), caller()]);
    expect({ distinct: new Set(given).size }).toEqual({ distinct: 2 });
  },
});
