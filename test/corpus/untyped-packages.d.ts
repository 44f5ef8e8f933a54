// What the corpus uses of packages that come without types.

declare module 'async' {
  interface Queue<Task> {
    push(tasks: readonly Task[]): void;
    drain(): Promise<void>;
  }
  const async: {
    queue<Task>(worker: (task: Task) => Promise<unknown>, concurrency: number): Queue<Task>;
    mapLimit<Item, Result>(
      items: readonly Item[],
      limit: number,
      work: (item: Item) => Promise<Result>,
    ): Promise<Result[]>;
  };
  export default async;
}

declare module 'async-lock-fixed' {
  export default class AsyncLock {
    acquire<Value>(keys: string | string[], section: () => Promise<Value>): Promise<Value>;
  }
}

declare module 'pg-pool' {
  interface PoolClient {
    query(text: string): Promise<unknown>;
    release(error?: Error): void;
  }
  export default class PgPool {
    constructor(options: object, client: never);
    readonly totalCount: number;
    readonly idleCount: number;
    connect(): Promise<PoolClient>;
    end(): Promise<void>;
  }
}

declare module 'bluebird' {
  const Bluebird: {
    map<Item, Result>(
      items: readonly Item[],
      work: (item: Item) => Promise<Result>,
      options: { concurrency: number },
    ): PromiseLike<Result[]>;
  };
  export default Bluebird;
}
