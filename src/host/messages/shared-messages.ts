// What is one for the messages of all agents: the clones, the broadcast channels, the numbers.

import { Cloning } from './clone';
import { ListenerErrors } from './listener-errors';
import type { PortData } from './port-data';

/** What is one for all agents. */
export class SharedMessages {
  readonly cloning = new Cloning();
  /** Broadcast channels by name. */
  readonly broadcasts = new Map<string, Set<PortData>>();
  private ports = 0;
  private messages = 0;

  private explorations = 0;
  private readonly listenerErrors = new ListenerErrors();

  /** An exploration begins. */
  begin(): void {
    if (this.explorations++ === 0) this.listenerErrors.begin();
  }

  end(): void {
    if (this.explorations === 0 || --this.explorations !== 0) return;
    this.listenerErrors.end();
    this.cloning.close();
  }

  nextPort(): number {
    return ++this.ports;
  }

  nextMessage(): number {
    return ++this.messages;
  }

  reset(): void {
    this.broadcasts.clear();
    this.ports = this.messages = 0;
  }
}
