// Which known name a mistyped one was probably meant to be: of models, operations and options here, and of those of the runner and the command line, which
// have it from here because the checkers import nothing of them.

/** The known name with the fewest changed, missing, surplus or swapped characters, if they are few; else null. Capitals do not count. */
export function nearestName(given: string, known: Iterable<string>): string | null {
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(given.length / 3)) + 1;
  for (const name of known) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance < fewest) {
      nearest = name;
      fewest = distance;
    }
  }
  return nearest;
}

/** The end of a message about a name that is not known; '' if none is near. */
export function didYouMean(given: string, known: Iterable<string>, quote: string): string {
  const nearest = nearestName(given, known);
  return nearest === null ? '' : `; did you mean ${quote}${nearest}${quote}?`;
}

/** Damerau's distance in Wagner and Fischer's table, swaps of neighbours included. */
function editDistance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= one.length; i++) {
    const above = rows[i - 1] as number[];
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const change = (above[j - 1] as number) + Number(one[i - 1] !== other[j - 1]);
      let best = Math.min(change, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) best = Math.min(best, (rows[i - 2]?.[j - 2] as number) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[one.length]?.[other.length] as number;
}
