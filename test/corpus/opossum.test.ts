// opossum 4.2.0: a second failure that arrives when the circuit is open already stops the timer that was to half-open it, and starts
// no other: the circuit stays open for ever (nodeshift/opossum#385).

import { row } from './row';

interface Circuit {
  fire(): Promise<void>;
  readonly opened: boolean;
}
type Library = new (action: () => Promise<void>, options: object) => Circuit;

row<Library>('opossum', {
  invariant: 'an open circuit lets a request try again after `resetTimeout`',
  bug: /"opened": true/,
  async scenario(CircuitBreaker) {
    const callService = async () => {
      throw new Error('service unavailable');
    };
    const circuit = new CircuitBreaker(callService, { resetTimeout: 500 });
    const request = async () => {
      await null;
      await circuit.fire().catch(() => {});
    };
    await Promise.all([request(), request(), request()]);
    await new Promise<void>((resolve) => setTimeout(resolve, 1000));
    expect({ opened: circuit.opened }).toEqual({ opened: false });
  },
});
