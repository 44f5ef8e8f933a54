// Table: rows under keys, shared by whoever has the table, as Erlang's ETS has them. Each operation is one atomic step. In an iteration
// it is recorded as an access, so that reports can name it; `async` has the operations as those of a store outside, which take their time.

import { type AsyncTable, asyncTable } from './async-table';
import { type Entries, HashedEntries, OrderedEntries } from './entries';
import { identityOf, isOrdered, partOf } from './key';
import { touch } from './running';
import { SharedError, shown } from './shared-error';

/**
 * - `set`: one row for a key
 * - `orderedSet`: the same, in the order of the keys; keys are numbers, booleans, strings, and lists of these
 * - `bag`: any rows for a key, no two of them the same
 * - `duplicateBag`: any rows for a key
 */
export type TableKind = 'set' | 'orderedSet' | 'bag' | 'duplicateBag';

export interface TableOptions<Key> {
  /** The field by which rows are found. */
  readonly key: Key;
  /** Default `'set'`. */
  readonly kind?: TableKind;
  /** For messages. Default `'table'`. */
  readonly name?: string;
}

export interface TableInfo {
  readonly name: string;
  readonly kind: TableKind;
  readonly key: PropertyKey;
  /** Number of rows. */
  readonly size: number;
}

/** How a counter changes: by `by`, and to `reset` if it passes `limit` by that. */
export interface CounterChange<Value> {
  readonly by: Value;
  readonly limit: Value;
  readonly reset: Value;
}

/** Names of the fields that are numbers or bigints. */
export type Numeric<Row> = { [Field in keyof Row]: Row[Field] extends number | bigint ? Field : never }[keyof Row];

const KINDS: readonly TableKind[] = ['set', 'orderedSet', 'bag', 'duplicateBag'];

/**
 * A table of rows. Rows are objects; the table keeps frozen copies of them, so that nobody changes a row but by an operation.
 * @example
 * const accounts = new Table<{ id: string; balance: number }>({ key: 'id' });
 * accounts.insert({ id: 'ada', balance: 10 });
 * accounts.updateCounter('ada', 'balance', 5); // 15
 */
export class Table<Row extends object, Key extends keyof Row = keyof Row> {
  readonly kind: TableKind;
  readonly name: string;
  /** The field by which rows are found. */
  readonly key: Key;
  readonly #entries: Entries<Readonly<Row>>;
  #dropped = false;
  #async: AsyncTable<Row, Key> | null = null;

  /** @throws TypeError if `key` or `kind` is missing or unknown */
  constructor({ key, kind = 'set', name = 'table' }: TableOptions<Key>) {
    if (!['string', 'number', 'symbol'].includes(typeof key))
      throw new TypeError(`Table: \`key\` must be the name of a field, got ${shown(key)}.`);
    if (!KINDS.includes(kind))
      throw new TypeError(
        `Table: \`kind\` must be one of 'set', 'orderedSet', 'bag', 'duplicateBag', got ${shown(kind)}.`,
      );
    this.key = key;
    this.kind = kind;
    this.name = name;
    this.#entries = kind === 'orderedSet' ? new OrderedEntries() : new HashedEntries();
  }

  /** The operations as promises: each happens at once or late, by choice, as those of a store outside. */
  get async(): AsyncTable<Row, Key> {
    return (this.#async ??= asyncTable(this));
  }

  /** Puts in a row, or several in one step. In a set, a row takes the place of the one with its key. */
  insert(rows: Row | readonly Row[]): void {
    for (const row of this.#list(rows)) this.#put(row, 'insert');
  }

  /** Puts in rows if none of their keys is there; returns whether it has. */
  insertNew(rows: Row | readonly Row[]): boolean {
    const list = this.#list(rows);
    const isNew = list.every((row) => this.#read(row[this.key], 'insertNew').length === 0);
    if (isNew) for (const row of list) this.#put(row, 'insertNew');
    return isNew;
  }

  /** The rows of a key. */
  lookup(key: Row[Key]): readonly Readonly<Row>[] {
    return this.#read(key, 'lookup');
  }

  /**
   * A field of the row of a key; of a bag, of the first one.
   * @param otherwise the answer if there is no row
   * @throws SharedError (`NO_ROW`) if there is none, and no `otherwise`
   */
  lookupElement<Field extends keyof Row>(key: Row[Key], field: Field, ...otherwise: [Row[Field]?]): Row[Field] {
    const [row] = this.#read(key, 'lookupElement');
    if (row !== undefined) return row[field];
    if (otherwise.length > 0) return otherwise[0] as Row[Field];
    throw this.#noRow(key);
  }

  /** Whether there is a row for a key. */
  member(key: Row[Key]): boolean {
    return this.#read(key, 'member').length > 0;
  }

  /** Removes the rows of a key, and returns them. */
  take(key: Row[Key]): readonly Readonly<Row>[] {
    const rows = this.#read(key, 'take');
    if (rows.length > 0) this.#write(key, [], 'take');
    return rows;
  }

  /** Removes the rows of a key. */
  delete(key: Row[Key]): void {
    this.#write(key, [], 'delete');
  }

  /** Removes rows that have the same fields as this one. */
  deleteObject(row: Row): void {
    const key = row[this.key];
    const rows = this.#read(key, 'deleteObject');
    const left = rows.filter((one) => !isSame(one, row));
    if (left.length !== rows.length) this.#write(key, left, 'deleteObject');
  }

  /** Removes all rows. */
  deleteAll(): void {
    this.#check();
    touch(this, undefined, true, 0, 'Table.deleteAll');
    this.#entries.clear();
  }

  /**
   * Adds to a field of the row of a key, in one step.
   * @param otherwise the row that is put in first, if there is none
   * @returns the new value
   * @throws SharedError (`NO_ROW`, `NOT_A_NUMBER`; `WRONG_KIND` for bags)
   */
  updateCounter<Field extends Numeric<Row>>(
    key: Row[Key],
    field: Field,
    change: Row[Field] | CounterChange<Row[Field]>,
    otherwise?: Row,
  ): Row[Field] {
    const row = this.#only(key, 'updateCounter', otherwise);
    const { by, limit, reset } =
      typeof change === 'object' ? (change as CounterChange<number>) : { by: change as number, limit: null, reset: 0 };
    const before: unknown = row[field];
    if ((typeof before !== 'number' && typeof before !== 'bigint') || typeof before !== typeof by)
      throw new SharedError(
        `${this.name}: updateCounter adds ${shown(by)} to the field '${String(field)}', which is ${shown(before)}. Both must be numbers, or both bigints.`,
        'NOT_A_NUMBER',
      );
    const sum = (before as number) + by;
    const passed = limit !== null && (by < 0 ? sum < limit : sum > limit);
    const value = (passed ? reset : sum) as Row[Field];
    this.#write(key, [{ ...row, [field]: value }], 'updateCounter');
    return value;
  }

  /**
   * Changes fields of the row of a key, in one step.
   * @param otherwise the row that is put in first, if there is none
   * @returns whether there was a row
   * @throws SharedError (`WRONG_KIND`) for bags, TypeError if the key itself would change
   */
  updateElement(key: Row[Key], changes: Partial<Omit<Row, Key>>, otherwise?: Row): boolean {
    if (Object.hasOwn(changes, this.key))
      throw new TypeError(
        `${this.name}: updateElement cannot change the key '${String(this.key)}' of a row. Take the row, and insert another.`,
      );
    this.#refuseBags('updateElement');
    const [row = otherwise] = this.#read(key, 'updateElement');
    if (row === undefined) return false;
    this.#write(key, [{ ...row, ...changes }], 'updateElement');
    return true;
  }

  /** The rows that have these fields. */
  match(pattern: Partial<Row>): readonly Readonly<Row>[] {
    return this.#all('match').filter((row) => fits(row, pattern));
  }

  /** Removes the rows that have these fields; returns how many. */
  matchDelete(pattern: Partial<Row>): number {
    return this.#deleteWhere((row) => fits(row, pattern), 'matchDelete');
  }

  /** The rows for which `predicate` is true. */
  select<Kind extends Row>(predicate: (row: Readonly<Row>) => row is Kind): readonly Readonly<Kind>[];
  select(predicate: (row: Readonly<Row>) => boolean, limit?: number): readonly Readonly<Row>[];
  select(predicate: (row: Readonly<Row>) => boolean, limit = Number.POSITIVE_INFINITY): readonly Readonly<Row>[] {
    const found = this.#all('select').filter((row) => predicate(row));
    return found.length > limit ? found.slice(0, limit) : found;
  }

  /** Removes the rows for which `predicate` is true; returns how many. */
  selectDelete(predicate: (row: Readonly<Row>) => boolean): number {
    return this.#deleteWhere(predicate, 'selectDelete');
  }

  /** All rows. */
  toArray(): readonly Readonly<Row>[] {
    return this.#all('toArray');
  }

  /** The rows that there were when it was asked. */
  [Symbol.iterator](): Iterator<Readonly<Row>> {
    return this.#all('iterator')[Symbol.iterator]();
  }

  /** Number of rows. */
  get size(): number {
    return this.#all('size').length;
  }

  info(): TableInfo {
    return { name: this.name, kind: this.kind, key: this.key, size: this.size };
  }

  /** The first key, in the order of an ordered set, otherwise of insertion. */
  first(): Row[Key] | undefined {
    return this.#keys('first')[0];
  }

  last(): Row[Key] | undefined {
    return this.#keys('last').at(-1);
  }

  /**
   * The key behind another one. In an ordered set that one need not be there any more.
   * @throws SharedError (`NO_ROW`) if the other kinds of tables have no such key
   */
  next(key: Row[Key]): Row[Key] | undefined {
    return this.#beside(key, 1, 'next');
  }

  /** The key before another one; as `next`. */
  prev(key: Row[Key]): Row[Key] | undefined {
    return this.#beside(key, -1, 'prev');
  }

  /** Ends the table: every operation throws from then on. */
  drop(): void {
    this.deleteAll();
    this.#dropped = true;
  }

  #check(): void {
    if (this.#dropped)
      throw new SharedError(
        `${this.name}: the table was dropped. Whoever uses it must stop before \`drop\` is called.`,
        'DROPPED',
      );
  }

  #read(key: Row[Key], name: string): readonly Readonly<Row>[] {
    this.#check();
    this.#checkKey(key);
    const rows = this.#entries.get(key);
    touch(this, partOf(key), false, rows.length === 0 ? undefined : rows, `Table.${name}`);
    return rows;
  }

  #write(key: Row[Key], rows: readonly Row[], name: string): void {
    this.#check();
    this.#checkKey(key);
    const frozen = rows.map((row) => (Object.isFrozen(row) ? row : Object.freeze({ ...row })));
    this.#entries.set(key, frozen);
    touch(this, partOf(key), true, frozen, `Table.${name}`);
  }

  #all(name: string): readonly Readonly<Row>[] {
    this.#check();
    const rows = this.#entries.all().flatMap((entry) => entry.rows);
    touch(this, undefined, false, rows.length, `Table.${name}`);
    return rows;
  }

  #keys(name: string): readonly Row[Key][] {
    this.#all(name);
    return this.#entries.all().map((entry) => entry.key as Row[Key]);
  }

  #beside(key: Row[Key], step: 1 | -1, name: string): Row[Key] | undefined {
    this.#all(name);
    this.#checkKey(key);
    const entry = this.#entries.beside(key, step);
    if (entry === undefined) throw this.#noRow(key);
    return entry?.key as Row[Key] | undefined;
  }

  #put(row: Row, name: string): void {
    const key = row[this.key];
    const rows = this.kind === 'bag' || this.kind === 'duplicateBag' ? this.#read(key, name) : [];
    const others = this.kind === 'bag' ? rows.filter((one) => !isSame(one, row)) : rows;
    this.#write(key, [...others, row], name);
  }

  #deleteWhere(predicate: (row: Readonly<Row>) => boolean, name: string): number {
    const before = this.#all(name).length;
    for (const { key, rows } of [...this.#entries.all()]) {
      const left = rows.filter((row) => !predicate(row));
      if (left.length !== rows.length) this.#write(key as Row[Key], left, name);
    }
    return before - this.#entries.all().reduce((sum, { rows }) => sum + rows.length, 0);
  }

  /** The row of a key of a set; `otherwise`, if there is none. */
  #only(key: Row[Key], name: string, otherwise: Row | undefined): Readonly<Row> {
    this.#refuseBags(name);
    const [row = otherwise] = this.#read(key, name);
    if (row === undefined) throw this.#noRow(key);
    return row;
  }

  #refuseBags(name: string): void {
    if (this.kind === 'bag' || this.kind === 'duplicateBag')
      throw new SharedError(
        `${this.name}: ${name} needs one row for a key, but a ${this.kind} may have several. Use a 'set' or an 'orderedSet'.`,
        'WRONG_KIND',
      );
  }

  #list(rows: Row | readonly Row[]): readonly Row[] {
    const list = Array.isArray(rows) ? (rows as readonly Row[]) : [rows as Row];
    for (const row of list)
      if (typeof row !== 'object' || row === null || !(this.key in row))
        throw new TypeError(
          `${this.name}: a row must be an object with the field '${String(this.key)}', got ${shown(row)}.`,
        );
    return list;
  }

  #checkKey(key: unknown): void {
    if (this.kind === 'orderedSet' && !isOrdered(key))
      throw new TypeError(
        `${this.name}: a key of an ordered set must be a number, a bigint, a boolean, a string, or a list of these, got ${shown(key)}.`,
      );
  }

  #noRow(key: unknown): SharedError {
    return new SharedError(`${this.name}: there is no row for the key ${shown(key)}.`, 'NO_ROW');
  }
}

function isSame(one: object, other: object): boolean {
  const [keys, others] = [Reflect.ownKeys(one), Reflect.ownKeys(other)];
  return keys.length === others.length && fits(one, other);
}

/** Fields are the same as keys are: lists by their elements, other objects by identity. */
function fits(row: object, pattern: object): boolean {
  return Reflect.ownKeys(pattern).every(
    (field) =>
      Object.hasOwn(row, field) &&
      Object.is(identityOf(Reflect.get(row, field)), identityOf(Reflect.get(pattern, field))),
  );
}
