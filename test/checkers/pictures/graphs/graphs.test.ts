// Cycles of dependencies and patterns as Mermaid and as Graphviz.

import type { Pattern } from '../../../../src/checkers';
import { History, toGraphviz, toMermaid } from '../../../../src/checkers';
import type { DependencyCycle } from '../../../../src/checkers/transactions/cycle';
import { at, op } from '../examples';

const history = History.fromOperations([
  op(0, 'txn', null, [['append', 'x', 1]], 0, 1),
  op(1, 'txn', null, [['r', 'x', [1]]], 2, 3),
]);

function cycleOf(text: string, label = 'T'): DependencyCycle {
  const nodes = history.operations.map((operation) => ({ operation, label: `${label}${operation.index}` }));
  return {
    nodes,
    edges: [
      { from: 0, to: 1, kind: 'wr', text },
      { from: 1, to: 0, kind: 'realtime', text: '' },
    ],
  };
}

test('Mermaid', () => {
  expect(toMermaid(cycleOf("T1 observed T0's append"))).toBe(`\
flowchart LR
  n0["T0  process 0<br/>append x 1"]
  n1["T1  process 1<br/>r x #45;#62; [1]"]
  n0 -->|"wr<br/>T1 observed T0#39;s append"| n1
  n1 -->|"realtime"| n0
`);
});

test('Graphviz', () => {
  expect(toGraphviz(cycleOf('T1 observed "x"'))).toBe(`\
digraph cycle {
  rankdir=LR;
  node [shape=box, style=rounded, fontname="monospace"];
  n0 [label="T0  process 0\\nappend x 1"];
  n1 [label="T1  process 1\\nr x -> [1]"];
  n0 -> n1 [label="wr", tooltip="T1 observed \\"x\\""];
  n1 -> n0 [label="realtime", tooltip="realtime", style=dashed];
}
`);
});

test('nothing in a label ends it', () => {
  const hostile = '"];x-->y;\n%% `</b>&#quot;\\"\\N\r\n1. - |end\u2028';
  const mermaid = toMermaid(cycleOf(hostile, hostile));
  expect(mermaid.split('\n')).toHaveLength(6);
  for (const [, label] of mermaid.matchAll(/"(.*)"/g))
    expect(label!.replaceAll('<br/>', '')).not.toMatch(/["<>`|;](?<!#\d+;)/);
  const dot = toGraphviz(cycleOf(hostile, hostile));
  expect(dot.split('\n')).toHaveLength(9);
  expect(dot.replace(/\\./g, '').match(/"/g)!.length % 2).toBe(0);
});

test('of a pattern: what each process did next, who read from whom, and who read nothing yet', () => {
  const causal = History.fromOperations([
    op(0, 'write', 1, undefined, 0, 1, { key: 'x' }),
    op(0, 'write', 2, undefined, 2, 3, { key: 'y' }),
    op(1, 'read', null, 2, 4, 5, { key: 'y' }),
    op(1, 'read', null, null, 6, 7, { key: 'x' }),
  ]);
  const pattern: Pattern = { name: 'WriteCOInitRead', text: '', operations: at(causal, 0, 1, 2, 3) };
  expect(toMermaid(pattern).match(/n\d -.*/g)).toEqual([
    'n0 -->|"process"| n1',
    'n1 -->|"wr"| n2',
    'n2 -->|"process"| n3',
    'n3 -->|"rw"| n0',
  ]);
});

test('of a pattern: values are compared as values, and what cannot be compared is drawn all the same', () => {
  class Hidden {}
  const odd = History.fromOperations([
    op(0, 'write', Number.NaN, undefined, 0, 1),
    op(1, 'read', null, Number.NaN, 2, 3),
    op(2, 'write', new Hidden(), undefined, 4, 5),
    op(3, 'read', null, new Hidden(), 6, 7),
  ]);
  const pattern: Pattern = { name: 'odd', text: '', operations: odd.operations };
  expect(toMermaid(pattern).match(/n\d -.*/g)).toEqual(['n0 -->|"wr"| n1']);
});

test('what is neither is refused', () => {
  expect(() => toMermaid({} as never)).toThrow(
    new TypeError('Expected a cycle of dependencies or the pattern of a result to draw'),
  );
});
