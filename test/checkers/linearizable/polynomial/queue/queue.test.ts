// First in, first out: which values have to go before which, and what is said when they cannot.

import type { Model } from '../../../../../src/checkers';
import { queueCheck } from '../../../../../src/checkers/linearizable/polynomial/queue/queue';
import { fifoQueue } from '../../../../../src/checkers/models/fifo-queue';
import { historyOf, type Spoken, verdictOf } from '../spoken-history';

const queue = fifoQueue() as Model;
const verdict = (spoken: readonly Spoken[]) => verdictOf(queueCheck, queue, spoken);

function textOf(spoken: readonly Spoken[]): string {
  const outcome = queueCheck(historyOf(spoken), queue);
  return outcome?.verdict === 'violation' ? outcome.pattern.text : 'no violation';
}

it('values leave in the order in which they came', () => {
  expect(
    verdict([
      [0, 1, 'enqueue 1'],
      [2, 3, 'enqueue 2'],
      [4, 9, 'dequeue -> 2'],
      [5, 6, 'dequeue -> 1'],
    ]),
  ).toBe('ok: enqueue 1, enqueue 2, dequeue -> 1, dequeue -> 2');
});

it('values that came at the same time leave in any order', () => {
  expect(
    verdict([
      [0, 3, 'enqueue 1'],
      [1, 2, 'enqueue 2'],
      [4, 5, 'dequeue -> 2'],
      [6, 7, 'dequeue -> 1'],
    ]),
  ).toBe('ok: enqueue 2, enqueue 1, dequeue -> 2, dequeue -> 1');
});

it('an earlier value does not leave after a later one', () => {
  const overtaken: Spoken[] = [
    [0, 1, 'enqueue 1'],
    [2, 3, 'enqueue 2'],
    [4, 5, 'dequeue -> 2'],
    [6, 7, 'dequeue -> 1'],
    [8, 9, 'enqueue 3'],
  ];
  expect(verdict(overtaken)).toBe('FIFO order: enqueue 1, enqueue 2, dequeue -> 2, dequeue -> 1');
  expect(textOf(overtaken)).toMatchInlineSnapshot(
    `"2 goes before 1 (dequeue -> 2 by process 2 (operation 2) returned before dequeue -> 1 by process 3 (operation 3) was called), and 1 goes before 2 (enqueue 1 by process 0 (operation 0) returned before enqueue 2 by process 1 (operation 1) was called)"`,
  );
});

it('an earlier value does not stay while a later one leaves', () => {
  const stays: Spoken[] = [
    [0, 1, 'enqueue 1'],
    [2, 3, 'enqueue 2'],
    [4, 5, 'dequeue -> 2'],
  ];
  expect(verdict(stays)).toBe('FIFO order: enqueue 1, enqueue 2, dequeue -> 2');
  expect(textOf(stays)).toMatchInlineSnapshot(
    `"2 goes before 1 (dequeue -> 2 by process 2 (operation 2) returned, and 1 was never dequeued), and 1 goes before 2 (enqueue 1 by process 0 (operation 0) returned before enqueue 2 by process 1 (operation 1) was called)"`,
  );
});

it('a value that has left was there before', () => {
  const spoken: Spoken[] = [
    [0, 20, 'enqueue 1'],
    [1, 2, 'dequeue -> 1'],
    [3, 4, 'enqueue 2'],
    [5, 6, 'dequeue -> 2'],
  ];
  expect(verdict(spoken)).toBe('ok: enqueue 1, dequeue -> 1, enqueue 2, dequeue -> 2');
});

it('a value that was seen at the front twice was there in between', () => {
  const between: Spoken[] = [
    [0, 9, 'enqueue 1'],
    [0, 9, 'enqueue 2'],
    [1, 2, 'peek -> 1'],
    [3, 4, 'peek -> 2'],
    [5, 6, 'peek -> 1'],
  ];
  expect(verdict(between)).toBe('FIFO order: enqueue 1, enqueue 2, peek -> 1, peek -> 2, peek -> 1');
});

it('one value may take the place of another at the very moment at which both are seen', () => {
  expect(
    verdict([
      [0, 1, 'enqueue 1'],
      [0, 1, 'enqueue 2'],
      [2, 3, 'peek -> 1'],
      [5, 6, 'dequeue -> 1'],
      [4, 5, 'peek -> 2'],
      [7, 8, 'dequeue -> 2'],
    ]),
  ).toBe('ok: enqueue 1, enqueue 2, peek -> 1, dequeue -> 1, peek -> 2, dequeue -> 2');
});

it('three values make a circle of which each two are fine', () => {
  // 1 came before 2; 3 was at the front before 1 left; 2 was at the front before 3 left.
  const circle: Spoken[] = [
    [0, 1, 'enqueue 1'],
    [0, 40, 'enqueue 3'],
    [2, 3, 'enqueue 2'],
    [10, 20, 'peek -> 3'],
    [25, 60, 'dequeue -> 1'],
    [4, 30, 'dequeue -> 2'],
    [35, 50, 'dequeue -> 3'],
  ];
  const pattern = 'FIFO order: enqueue 1, enqueue 3, enqueue 2, dequeue -> 2, peek -> 3, dequeue -> 1, dequeue -> 3';
  expect(verdict(circle)).toBe(pattern);
  expect(textOf(circle)).toMatchInlineSnapshot(
    `"3 goes before 1 (peek -> 3 by process 3 (operation 4) returned before dequeue -> 1 by process 4 (operation 5) was called), and 1 goes before 2 (enqueue 1 by process 0 (operation 0) returned before enqueue 2 by process 2 (operation 2) was called), and 2 goes before 3 (dequeue -> 2 by process 5 (operation 3) returned before dequeue -> 3 by process 6 (operation 6) was called)"`,
  );
  for (const value of ['1', '2', '3']) {
    expect(verdict(circle.filter(([, , words]) => !words.endsWith(value)))).toMatch(/^ok: /);
  }
});
