// Private fields on objects that others have made: a way to keep something with an object that nobody else sees.

/** A constructor that returns what it is given, so that a class that extends it adds its fields to that. */
function Given(this: unknown, object: object): object {
  return object;
}

export const FieldOn = Given as unknown as new (object: object) => object;
