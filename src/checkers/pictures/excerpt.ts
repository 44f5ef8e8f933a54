// Cuts a history to what a picture can hold: the operations around the failure, and a sentence about the rest.

import type { Operation } from '../history/operation';
import type { Focus } from './focus';

export interface Excerpt {
  /** In order of their calls. */
  readonly operations: readonly Operation[];
  /** Operations that are not shown: called before the window, and after it began. */
  readonly earlier: number;
  readonly later: number;
}

/**
 * At most `limit` operations: those that the result names, those that overlap the failure, and a window of neighbours.
 * @param operations in order of their calls
 * @param before share of the window that lies before the failure: what led to it matters more than what followed
 */
export function excerptAround(operations: readonly Operation[], focus: Focus, limit: number, before: number): Excerpt {
  if (operations.length <= limit) return { operations, earlier: 0, later: 0 };
  const error = focus.error === null ? -1 : positionOf(operations, focus.error);
  const chosen = new Set<Operation>();
  if (error >= 0) chosen.add(operations[error] as Operation);
  addWithin(chosen, nearest(operations, focus.named, error), Math.ceil(limit / 2));
  addWithin(chosen, nearest(operations, focus.candidates, error), Math.ceil(limit / 2));
  if (error >= 0) addWithin(chosen, overlapping(operations, error), Math.ceil((limit * 3) / 4));
  const start = growWindow(operations, chosen, Math.max(error, 0), limit, before);
  const shown = operations.filter((operation) => chosen.has(operation));
  const earlier = operations.slice(0, start).filter((operation) => !chosen.has(operation)).length;
  return { operations: shown, earlier, later: operations.length - shown.length - earlier };
}

/** What an excerpt leaves out, as a sentence; '' if nothing. */
export function leftOut({ operations, earlier, later }: Excerpt, around: boolean): string {
  if (earlier + later === 0) return '';
  const total = operations.length + earlier + later;
  const which = around ? 'those around the failure' : 'the first ones';
  const rest = [earlier > 0 ? `${count(earlier)} earlier` : '', later > 0 ? `${count(later)} later` : ''];
  const sum = earlier + later === 1 ? 'one is' : 'ones are';
  const parts = rest.filter((part) => part !== '').join(' and ');
  return `${count(operations.length)} of ${count(total)} operations, ${which}; ${parts} ${sum} left out.`;
}

/** 1234567 as `1,234,567`. */
export function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function positionOf(operations: readonly Operation[], { index }: Operation): number {
  return operations[index]?.index === index ? index : operations.findIndex((operation) => operation.index === index);
}

function nearest(operations: readonly Operation[], wanted: readonly Operation[], error: number): readonly Operation[] {
  const found = wanted.map((operation) => positionOf(operations, operation)).filter((position) => position >= 0);
  found.sort((one, other) => Math.abs(one - error) - Math.abs(other - error));
  return found.map((position) => operations[position] as Operation);
}

/** Completed operations that were under way when the failing one was called, latest first. */
function overlapping(operations: readonly Operation[], error: number): readonly Operation[] {
  const { call } = operations[error] as Operation;
  return operations
    .slice(0, error)
    .filter((other) => other.return >= call && other.return !== Number.POSITIVE_INFINITY)
    .reverse();
}

function addWithin(chosen: Set<Operation>, operations: readonly Operation[], limit: number): void {
  for (const operation of operations) {
    if (chosen.size >= limit) return;
    chosen.add(operation);
  }
}

/** Adds neighbours of `center` until there are `limit`. @returns where the window begins */
function growWindow(
  operations: readonly Operation[],
  chosen: Set<Operation>,
  center: number,
  limit: number,
  before: number,
): number {
  const free = limit - chosen.size;
  let start = center;
  for (let added = 0; start > 0 && added < Math.floor(free * before); start--) {
    if (add(chosen, operations[start - 1])) added++;
  }
  for (let end = center; end < operations.length && chosen.size < limit; end++) add(chosen, operations[end]);
  for (; start > 0 && chosen.size < limit; start--) add(chosen, operations[start - 1]);
  return start;
}

function add(chosen: Set<Operation>, operation: Operation | undefined): boolean {
  const size = chosen.size;
  if (operation !== undefined) chosen.add(operation);
  return chosen.size > size;
}
