// streaming-iterables 5.0.2: parallelMap() with concurrency 2 pulls the next item while two mappers run, because the buffer between them
// holds one more than the limit (reconbot/streaming-iterables#58).

import type * as Library from 'streaming-iterables-fixed';
import { row } from './row';

row<typeof Library>('streaming-iterables', {
  invariant: 'no more than two downloads at a time',
  bug: /"peak": 3/,
  async scenario({ parallelMap }) {
    let running = 0;
    let peak = 0;
    const download = async (file: string) => {
      running++;
      peak = Math.max(peak, running);
      await new Promise<void>((resolve) => setImmediate(resolve));
      running--;
      return file.toUpperCase();
    };
    const files: string[] = [];
    for await (const file of parallelMap(2, download, ['a', 'b', 'c', 'd'])) files.push(file);
    expect(files).toEqual(['A', 'B', 'C', 'D']);
    expect({ peak: Math.max(peak, 2) }).toEqual({ peak: 2 });
  },
});
