// The operations of a table as promises.

import { promised } from './promised';
import type { CounterChange, Numeric, Table, TableInfo } from './table';

/** `Table` with promises: what an operation returns or throws, its promise is fulfilled or rejected with. */
export interface AsyncTable<Row extends object, Key extends keyof Row> {
  insert(rows: Row | readonly Row[]): Promise<void>;
  insertNew(rows: Row | readonly Row[]): Promise<boolean>;
  lookup(key: Row[Key]): Promise<readonly Readonly<Row>[]>;
  lookupElement<Field extends keyof Row>(key: Row[Key], field: Field, ...otherwise: [Row[Field]?]): Promise<Row[Field]>;
  member(key: Row[Key]): Promise<boolean>;
  take(key: Row[Key]): Promise<readonly Readonly<Row>[]>;
  delete(key: Row[Key]): Promise<void>;
  deleteObject(row: Row): Promise<void>;
  deleteAll(): Promise<void>;
  updateCounter<Field extends Numeric<Row>>(
    key: Row[Key],
    field: Field,
    change: Row[Field] | CounterChange<Row[Field]>,
    otherwise?: Row,
  ): Promise<Row[Field]>;
  updateElement(key: Row[Key], changes: Partial<Omit<Row, Key>>, otherwise?: Row): Promise<boolean>;
  match(pattern: Partial<Row>): Promise<readonly Readonly<Row>[]>;
  matchDelete(pattern: Partial<Row>): Promise<number>;
  select<Kind extends Row>(predicate: (row: Readonly<Row>) => row is Kind): Promise<readonly Readonly<Kind>[]>;
  select(predicate: (row: Readonly<Row>) => boolean, limit?: number): Promise<readonly Readonly<Row>[]>;
  selectDelete(predicate: (row: Readonly<Row>) => boolean): Promise<number>;
  toArray(): Promise<readonly Readonly<Row>[]>;
  info(): Promise<TableInfo>;
  first(): Promise<Row[Key] | undefined>;
  last(): Promise<Row[Key] | undefined>;
  next(key: Row[Key]): Promise<Row[Key] | undefined>;
  prev(key: Row[Key]): Promise<Row[Key] | undefined>;
}

const OPERATIONS = {
  insert: true,
  insertNew: true,
  lookup: true,
  lookupElement: true,
  member: true,
  take: true,
  delete: true,
  deleteObject: true,
  deleteAll: true,
  updateCounter: true,
  updateElement: true,
  match: true,
  matchDelete: true,
  select: true,
  selectDelete: true,
  toArray: true,
  info: true,
  first: true,
  last: true,
  next: true,
  prev: true,
} as const satisfies Record<keyof AsyncTable<object, never>, true>;

export function asyncTable<Row extends object, Key extends keyof Row>(table: Table<Row, Key>): AsyncTable<Row, Key> {
  const names = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[];
  return promised(table, table.name, names) as unknown as AsyncTable<Row, Key>;
}
