// Messages under control: what a program calls.

export { ControlledBroadcastChannel } from './broadcast-channel';
export { ControlledMessageEvent, nativeMessageEvent } from './message-event';
export { ControlledMessageChannel, drain, moveTo, newPortPair, type Port } from './message-port';
export {
  controlledStructuredClone,
  markAsUncloneable,
  markAsUntransferable,
  moveMessagePortToContext,
  nativeStructuredClone,
  receiveMessageOnPort,
} from './receive';
