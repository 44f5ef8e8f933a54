// What Node says of locks on `diagnostics_channel`: requests, grants, misses and ends.

import { channel } from 'node:diagnostics_channel';

const CHANNELS = {
  start: channel('locks.request.start'),
  grant: channel('locks.request.grant'),
  miss: channel('locks.request.miss'),
  end: channel('locks.request.end'),
} as const;

export function publish(what: keyof typeof CHANNELS, message: object): void {
  const one = CHANNELS[what];
  if (one.hasSubscribers) one.publish(message);
}
