// Single flight: one load per key at a time, until somebody invalidates the key. The older load forgets the newer one when it ends.

const inflight = new Map<string, Promise<string>>();

export function profile(id: string, load: (id: string) => Promise<string>): Promise<string> {
  const running = inflight.get(id);
  if (running !== undefined) return running;
  const flight = load(id).finally(() => inflight.delete(id));
  inflight.set(id, flight);
  return flight;
}

export function invalidate(id: string): void {
  inflight.delete(id);
}
