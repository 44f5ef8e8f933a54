// Where the files of the simulation are: its agents share them, and the main agent keeps them.

import { simulation } from '../../engine/simulation';
import type { HostAgent } from '../host-agent';
import type { Files } from './files';

export function mainFiles(): Files {
  return (simulation.agents[0] as HostAgent).files;
}
