// Ranges of a list as nodes: exactly the elements of the range are before them.

import { BlockRanges } from '../../../src/checkers/causal/block-ranges';

test('each range has exactly its elements before it, behind at most two nodes', () => {
  const elements = Array.from({ length: 37 }, (_, index) => index);
  const before = new Map<number, readonly [number, number]>();
  const ranges = new BlockRanges(elements, (first, second) => {
    const node = elements.length + before.size;
    before.set(node, [first, second]);
    return node;
  });
  const elementsBefore = (node: number): number[] => before.get(node)?.flatMap(elementsBefore) ?? [node];
  for (let start = 0; start <= elements.length; start++) {
    for (let end = start; end <= elements.length; end++) {
      const nodes = ranges.cover(start, end);
      expect(nodes.length).toBeLessThanOrEqual(2);
      const found = [...new Set(nodes.flatMap(elementsBefore))].sort((a, b) => a - b);
      expect(found).toEqual(elements.slice(start, end));
    }
  }
  expect(before.size).toBeLessThan(elements.length * 6);
});
