// p-map 7.0.3 counts a mapper only after the source's next value has arrived, so several pulls pass the check
// `running < concurrency` before any of them is counted (sindresorhus/p-map#77).

import type * as Library from 'p-map-fixed';
import { row } from './row';

row<typeof Library>('p-map', {
  invariant: 'pMapIterable never runs more than `concurrency` mappers at once',
  bug: /"mappersAtOnce": 2/,
  toy: 48.5,
  async scenario({ pMapIterable }) {
    let running = 0;
    let mappersAtOnce = 0;
    async function* pages() {
      yield 1;
      yield 2;
      yield 3;
    }
    const fetchPage = async (page: number) => {
      mappersAtOnce = Math.max(mappersAtOnce, ++running);
      await null;
      running--;
      return page;
    };
    const seen: number[] = [];
    for await (const page of pMapIterable(pages(), fetchPage, { concurrency: 1, backpressure: 2 })) seen.push(page);
    expect(seen).toEqual([1, 2, 3]);
    expect({ mappersAtOnce }).toEqual({ mappersAtOnce: 1 });
  },
});
