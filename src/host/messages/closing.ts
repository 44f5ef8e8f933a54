// The event after a port was closed.

import { adopt, newGeneration, number } from '../../engine/pending';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import type { Messages } from './messages';
import type { PortEnd } from './port-end';

export class Closing extends Strand {
  constructor(
    private readonly messages: Messages,
    readonly port: PortEnd,
  ) {
    super(port.agent.current, newGeneration(), simulation.agent.site);
    this.kind = 'close';
    this.context = port.context;
    if (port.task === null && port.agent === simulation.agent) adopt(this);
    else this.task = port.task ?? port.agent.root.task;
    number(this);
  }

  override get name(): string {
    return 'port';
  }

  override fire(): void {
    this.messages.closed(this);
    this.done = true;
    this.port.end();
  }
}
