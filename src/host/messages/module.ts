// What `node:worker_threads` has for messages, under control. A version of Node may not have all of it.

import { ControlledBroadcastChannel } from './broadcast-channel';
import { ControlledMessageChannel } from './message-port';
import { markAsUncloneable, markAsUntransferable, moveMessagePortToContext, receiveMessageOnPort } from './receive';

export const messagesModule = {
  MessageChannel: ControlledMessageChannel,
  BroadcastChannel: ControlledBroadcastChannel,
  receiveMessageOnPort,
  moveMessagePortToContext,
  markAsUntransferable,
  markAsUncloneable,
};
