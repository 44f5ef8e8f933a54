// Web Locks, which the types of the oldest supported Node do not have.

type LockMode = 'shared' | 'exclusive';

interface Lock {
  readonly name: string;
  readonly mode: LockMode;
}

interface LockOptions {
  readonly mode?: LockMode;
  readonly ifAvailable?: boolean;
  readonly steal?: boolean;
  readonly signal?: AbortSignal;
}

interface LockInfo extends Lock {
  readonly clientId: string;
}

type LockCallback<Result> = (lock: Lock | null) => Result | Promise<Result>;

declare const navigator: {
  readonly locks: {
    request<Result>(name: string, callback: LockCallback<Result>): Promise<Result>;
    request<Result>(name: string, options: LockOptions, callback: LockCallback<Result>): Promise<Result>;
    query(): Promise<{ readonly held?: readonly LockInfo[]; readonly pending?: readonly LockInfo[] }>;
  };
};
