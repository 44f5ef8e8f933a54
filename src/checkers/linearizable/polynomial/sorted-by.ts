// Sorting by numbers that are not in the elements themselves.

/** The positions 0, 1, … in ascending order of their keys; equal keys keep their order. */
export function sortedBy(keys: Float64Array): Int32Array {
  const order = new Int32Array(keys.length);
  let ascending = true;
  for (let at = 0; at < order.length; at++) {
    order[at] = at;
    if (at > 0 && keys[at]! < keys[at - 1]!) ascending = false;
  }
  return ascending
    ? order
    : order.sort((one, other) => (keys[one]! < keys[other]! ? -1 : keys[one]! > keys[other]! ? 1 : one - other));
}

/** The first position whose key is not below the limit; the length if there is none. */
export function firstAtLeast(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
