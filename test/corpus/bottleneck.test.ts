// bottleneck 2.9.0: stop() waits for the register lock and the submit lock in parallel, so a job that has passed one but not the
// other is neither run nor dropped (SGrondin/bottleneck da7b8f6).

import { row } from './row';

interface Limiter {
  schedule(job: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}
type Library = new (options: { maxConcurrent: number }) => Limiter;

row<Library>('bottleneck', {
  invariant: 'stop() ends and every job settles',
  bug: 'deadlock',
  toy: 71.6,
  async scenario(Bottleneck) {
    const limiter = new Bottleneck({ maxConcurrent: 1 });
    const job = async () => {
      await null;
      try {
        await limiter.schedule(async () => {});
        return 'done';
      } catch {
        return 'dropped';
      }
    };
    const stop = async () => {
      await null;
      await limiter.stop();
      return 'stopped';
    };
    const outcomes = await Promise.all([job(), job(), job(), stop()]);
    expect(outcomes).toHaveLength(4);
  },
});
