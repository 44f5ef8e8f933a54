// Delta debugging: the fewest items that still fail, by leaving out ever smaller chunks (Zeller and Hildebrandt, TSE 2002).

/**
 * @param fails whether a selection still fails; it does for all items
 * @param attempts how often `fails` may be asked
 * @returns a failing selection, in the order of `items`; if the attempts suffice, one of which no single item can be left out
 */
export function minimize<Item>(
  items: readonly Item[],
  fails: (kept: ReadonlySet<Item>) => boolean,
  attempts: number,
): readonly Item[] {
  let kept = [...items];
  let left = attempts;
  for (let chunk = Math.ceil(kept.length / 2); chunk >= 1 && left > 0; ) {
    let removed = false;
    // From the end: what matters to a violation is mostly near it, but the last item is needed most often.
    for (let start = kept.length - chunk; start > -chunk && left > 0; start -= chunk) {
      const from = Math.max(0, start);
      const smaller = [...kept.slice(0, from), ...kept.slice(start + chunk)];
      if (smaller.length === kept.length) continue;
      left--;
      if (!fails(new Set(smaller))) continue;
      kept = smaller;
      removed = true;
    }
    if (chunk === 1) {
      if (!removed) break;
    } else {
      chunk = Math.ceil(chunk / 2);
    }
  }
  return kept;
}
