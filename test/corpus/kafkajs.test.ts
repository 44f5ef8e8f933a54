// kafkajs 1.16.0, idempotent producer: a partition's sequence number is read before the request and advanced after it, so two
// concurrent sends use the same number and the broker drops one batch as a duplicate (tulios/kafkajs#1005).

import { FakeBroker, FakeCluster } from './fakes/kafka-cluster';
import { row } from './row';

interface Producer {
  connect(): Promise<void>;
  send(request: { topic: string; messages: { value: string }[] }): Promise<unknown>;
}
type CreateProducer = (options: object) => Producer;

const silentLogger = { namespace: () => silentLogger, debug() {}, info() {}, warn() {}, error() {} };

row<CreateProducer>('kafkajs', {
  invariant: 'every acknowledged message is stored by the broker',
  bug: /lost: [ab]/,
  toy: 51.8,
  // The producer's own locks give up after a minute: the broker answers within a second.
  options: { maxLatency: 1000 },
  load: (version) => require(`kafkajs-${version}/src/producer`),
  async scenario(createProducer) {
    const broker = new FakeBroker();
    const cluster = new FakeCluster(broker);
    const options = { cluster, logger: silentLogger, idempotent: true, createPartitioner: () => () => 0 };
    const producer = createProducer({ ...options, retry: { retries: 1 } });
    await producer.connect();
    const send = async (value: string) => {
      await null;
      await producer.send({ topic: 'orders', messages: [{ value }] });
      return value;
    };
    const acknowledged = await Promise.all([send('a'), send('b')]);
    const lost = acknowledged.filter((value) => !broker.stored.includes(value));
    if (lost.length > 0) throw new Error(`acknowledged but lost: ${lost}`);
  },
});
