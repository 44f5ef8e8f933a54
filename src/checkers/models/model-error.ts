// A model that breaks the rules of the interface.

/** `message` names the model, the operation and the state. `cause` is what was thrown, if something was. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
}
