// A task of tinypool, an ES module: counts in shared memory.
export default async function count({ shared, atomically }) {
  const cells = new Int32Array(shared);
  if (atomically) return Atomics.add(cells, 0, 1);
  const seen = Atomics.load(cells, 0);
  Atomics.store(cells, 0, seen + 1);
  return seen;
}
