// What Node's own classes make of a message (a FileHandle, a KeyObject): V8 does not clone it, and no context of `node:vm` has it.

const DESERIALIZE = 'messaging_deserialize_symbol';

/** Whether Node deserializes the value itself. */
export function isOfNode(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  for (let object: object | null = value; object !== null; object = Object.getPrototypeOf(object) as object | null)
    if (Object.getOwnPropertySymbols(object).some(({ description }) => description === DESERIALIZE)) return true;
  return false;
}

/** ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE */
export function unavailable(): Error {
  return Object.assign(new Error('A message object could not be deserialized successfully in the target vm.Context'), {
    code: 'ERR_MESSAGE_TARGET_CONTEXT_UNAVAILABLE',
  });
}
