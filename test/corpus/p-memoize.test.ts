// p-memoize 4.0.2 stores the promise only after it has settled: a second caller that comes in between runs the function again
// (sindresorhus/p-memoize#25).

import { row } from './row';

type Memoize = <Value>(load: (key: string) => Promise<Value>) => (key: string) => Promise<Value>;

row<Memoize>('p-memoize', {
  invariant: 'one execution per key while one is in flight',
  bug: /"loads": 2/,
  toy: 51.8,
  async scenario(memoize) {
    let loads = 0;
    const user = memoize(async (id: string) => {
      loads++;
      return { id };
    });
    const request = async () => {
      await null;
      return user('7');
    };
    await Promise.all([request(), request()]);
    expect({ loads }).toEqual({ loads: 1 });
  },
});
