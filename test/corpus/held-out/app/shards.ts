// Picks a shard. The last of them is read-only, which nobody has told the picker.

export function writeTo(
  shards: readonly { readonly name: string; readonly readOnly: boolean }[],
  index: number,
): string {
  const shard = shards[index];
  if (shard === undefined) throw new RangeError(`no shard ${index}`);
  if (shard.readOnly) throw new Error(`${shard.name} is read-only`);
  return shard.name;
}
