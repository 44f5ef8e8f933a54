// What Node gives back for a timer or an immediate: a handle that says whether it keeps the process alive. A simulated process does not end
// by itself, so that is only remembered.

import { Strand } from '../engine/strand';

export class Handle extends Strand {
  private referenced = true;

  ref(): this {
    this.referenced = true;
    return this;
  }

  unref(): this {
    this.referenced = false;
    return this;
  }

  hasRef(): boolean {
    return this.referenced;
  }
}
