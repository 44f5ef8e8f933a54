// Which known name a mistyped one is taken for.

import { nearestName } from '../../src/checkers/nearest-name';

it('is the one with the fewest changes', () => {
  expect(nearestName('enqeue', ['enqueue', 'dequeue'])).toBe('enqueue');
  expect(nearestName('DEQUEUE', ['enqueue', 'dequeue'])).toBe('dequeue');
  expect(nearestName('raed', ['write', 'read'])).toBe('read');
});

it('counts a swap of neighbours as one change', () => {
  expect(nearestName('seed', ['sede', 'speed'])).toBe('sede');
  expect(nearestName('ab', ['ba'])).toBe('ba');
});

it('is none if all are far away', () => {
  expect(nearestName('xyz', ['read', 'write'])).toBeNull();
  expect(nearestName('banana', ['seed', 'model'])).toBeNull();
  expect(nearestName('', ['read'])).toBeNull();
});
