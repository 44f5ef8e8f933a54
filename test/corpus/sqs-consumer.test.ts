// sqs-consumer 6.0.2: stop() does not cancel the poll that is scheduled. A consumer that is started again before it comes polls twice
// (bbc/sqs-consumer#234).

import type * as Library from 'sqs-consumer-fixed';
import { row } from './row';

row<typeof Library>('sqs-consumer', {
  invariant: 'a consumer that is restarted between two polls polls once at a time',
  bug: /"peak": 2/,
  async scenario({ Consumer }) {
    let running = 0;
    let peak = 0;
    const sqs = {
      async send() {
        running++;
        peak = Math.max(peak, running);
        await new Promise<void>((resolve) => setImmediate(resolve));
        running--;
        return { Messages: [] };
      },
    };
    const consumer = Consumer.create({
      queueUrl: 'http://localhost/queue',
      sqs: sqs as never,
      pollingWaitTimeMs: 1000,
      handleMessage: async () => {},
    });
    consumer.once('empty', () => {
      setTimeout(() => {
        consumer.stop();
        consumer.start();
      }, 500);
    });
    consumer.start();
    await new Promise<void>((resolve) => setTimeout(resolve, 5000));
    consumer.stop();
    expect({ peak }).toEqual({ peak: 1 });
  },
});
