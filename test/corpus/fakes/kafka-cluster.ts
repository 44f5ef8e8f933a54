// A Kafka cluster of one broker in memory, as far as kafkajs's producer needs it. The broker keeps the idempotence rule of KIP-98: a
// batch whose first sequence number it has seen is acknowledged as a duplicate and not stored.

interface ProduceRequest {
  topicData: {
    topic: string;
    partitions: { partition: number; firstSequence: number; messages: { value: string }[] }[];
  }[];
}

export class FakeBroker {
  readonly nodeId = 0;
  readonly stored: string[] = [];
  private expected = 0;

  async initProducerId() {
    return { producerId: 1, producerEpoch: 0 };
  }

  async produce({ topicData }: ProduceRequest) {
    await null;
    const batch = topicData[0]?.partitions[0];
    if (batch === undefined) throw new Error('FakeBroker expects one topic with one partition.');
    const values = batch.messages.map((message) => message.value);
    if (batch.firstSequence > this.expected) throw new Error('OUT_OF_ORDER_SEQUENCE_NUMBER');
    if (batch.firstSequence === this.expected) {
      this.expected += values.length;
      this.stored.push(...values);
    }
    const partitions = [{ partition: batch.partition, errorCode: 0, offset: '0', timestamp: '-1' }];
    return { topics: [{ topicName: 'orders', partitions }] };
  }
}

export class FakeCluster {
  readonly retry = { retries: 0 };
  readonly targetTopics = new Set(['orders']);

  constructor(private readonly broker: FakeBroker) {}

  async connect() {}
  async refreshMetadata() {}
  async refreshMetadataIfNecessary() {}
  async addMultipleTargetTopics() {}
  isConnected() {
    return true;
  }
  findTopicPartitionMetadata() {
    return [{ partitionId: 0, leader: 0 }];
  }
  findLeaderForPartitions() {
    return { 0: [0] };
  }
  async findBroker() {
    return this.broker;
  }
  async findControllerBroker() {
    return this.broker;
  }
}
