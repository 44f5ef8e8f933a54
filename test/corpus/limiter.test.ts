// limiter 3.0.0: a request that arrives when a token has just come free takes it, although others have waited for it; 4.0.0 serves
// them in order (jhurliman/node-rate-limiter#50).

import type * as Library from 'limiter-fixed';
import { choose } from 'lockstep';
import { row } from './row';

row<typeof Library>('limiter', {
  invariant: 'who asks first is served first',
  bug: /Array \[/,
  async scenario({ RateLimiter }) {
    const limiter = new RateLimiter({ tokensPerInterval: 1, interval: 100 });
    const served: string[] = [];
    const request = async (name: string) => {
      await limiter.removeTokens(1);
      served.push(name);
    };
    const late = new Promise<void>((resolve) => setTimeout(resolve, 50 * choose(4))).then(() => request('third'));
    await Promise.all([request('first'), request('second'), late]);
    expect(served).toEqual(['first', 'second', 'third']);
  },
});
