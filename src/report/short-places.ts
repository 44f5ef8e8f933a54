// Short names for places in a narrow column: as little of each path as still tells the files apart. An `index` file keeps its folder.

/** @param places `file:line` each; '' for unknown ones */
export function shortPlaces(places: readonly string[]): Map<string, string> {
  const files = new Set(places.map((place) => place.replace(/:\d+$/, '')));
  const short = (file: string): string => {
    const parts = file.split('/');
    const least = /^index\.\w+$/.test(parts.at(-1) ?? '') ? 2 : 1;
    for (let count = least; count < parts.length; count++) {
      const tail = parts.slice(-count).join('/');
      if ([...files].every((other) => other === file || !`/${other}`.endsWith(`/${tail}`))) return tail;
    }
    return file;
  };
  return new Map(places.map((place) => [place, place.replace(/^.*(?=:\d+$)/, short)]));
}
