// Finds the cycles in a dependency graph and names them: G0, G1c, G-single, G-nonadjacent, G2-item (Adya 1999; Elle, VLDB'20), each first without any
// order, then with that of processes, then with real time. Existence is decided by strongly connected components of the graph multiplied with the shape
// of the cycle, so it is exact and linear (but for G-single, which needs a search per anti-dependency); the shortest such cycle is then searched for.

import type { Allowance } from './allowance';
import type { AnomalyName } from './anomaly';
import { cycleOf, type Step } from './explain';
import type { Findings } from './findings';
import type { InducedGraph } from './graph/adjacency';
import { type Automaton, automaton, kindsOnly } from './graph/automaton';
import { type Components, components } from './graph/components';
import { CycleSearch } from './graph/cycle-search';
import type { DependencyGraph } from './graph/dependency-graph';
import { basisOf, DERIVED, kindOf, ORDER, type OrderBasis, RW, WR, WW } from './graph/edge-list';
import { stepsOf } from './graph/steps';

interface Shape {
  readonly name: 'G0' | 'G1c' | 'cyclic-versions' | 'G-single' | 'G-nonadjacent' | 'G2-item';
  /** Has a cycle in one component exactly where such walks exist. */
  readonly filter: Automaton;
  /** The walk behind the first edge. */
  readonly walk: Automaton;
  /** Whether a cycle may begin with such an edge. */
  starts(kind: number, basis: OrderBasis): boolean;
  /** State of the walk behind the first edge, and the one in which it must come back. */
  readonly state: number;
  readonly goal: number;
  /** State of the filter behind the first edge. */
  readonly filterState: number;
  /** Shapes that make this one redundant where they were found in the same component. */
  readonly unless: readonly Shape['name'][];
}

const noTwoInARow = (state: number, kind: number) => (kind !== RW ? 0 : state === 0 ? 1 : -1);
/** States of a walk that began with an anti-dependency: bit 0, the last edge was one; bit 1, there was another one. */
const twoApart = (state: number, kind: number) => (kind !== RW ? state & 2 : (state & 1) === 0 ? 3 : -1);
const twoInARow = (state: number, kind: number) => (state === 1 || kind === RW ? 1 : -1);

function shapesFor(basis: OrderBasis): readonly Shape[] {
  const written = kindsOnly(basis, WW, ORDER);
  const observed = kindsOnly(basis, WW, WR, ORDER);
  const versions = kindsOnly(basis, WW, WR, ORDER, DERIVED);
  const apart = automaton(2, basis, noTwoInARow);
  const plain = { state: 0, goal: 0, filterState: 0, unless: [] };
  return [
    {
      ...plain,
      name: 'G0',
      filter: written,
      walk: written,
      starts: (kind, needs) => (basis === 0 ? kind === WW : kind === ORDER && needs === basis),
    },
    { ...plain, name: 'G1c', filter: observed, walk: observed, starts: (kind) => kind === WR },
    { ...plain, name: 'cyclic-versions', filter: versions, walk: versions, starts: (kind) => kind === DERIVED },
    { ...plain, name: 'G-single', filter: apart, walk: versions, starts: (kind) => kind === RW, filterState: 1 },
    {
      name: 'G-nonadjacent',
      filter: apart,
      walk: automaton(4, basis, twoApart),
      starts: (kind) => kind === RW,
      state: 1,
      goal: 2,
      filterState: 1,
      unless: ['G-single'],
    },
    {
      name: 'G2-item',
      filter: kindsOnly(basis, WW, WR, RW, ORDER, DERIVED),
      walk: automaton(2, basis, twoInARow),
      starts: (kind) => kind === RW,
      state: 0,
      goal: 1,
      filterState: 0,
      unless: [],
    },
  ];
}

const PASSES = ([0, 1, 2] as const).map(shapesFor);
const SUFFIXES = ['', '-process', '-realtime'] as const;

/** Edges that may be looked at to make a cycle shorter, or to find one where another shows already that there is no serial order. */
const POLISH = 300_000;

/** Cycles of one strongly connected part of a dependency graph. */
export function findCycles(whole: DependencyGraph, part: InducedGraph, findings: Findings, allowance: Allowance): void {
  const { graph, original } = part;
  const search = new CycleSearch(graph, allowance);
  /** Nodes on a cycle of the shape that was found with less order. */
  const known = new Map<Shape['name'], Set<number>>();

  for (const shapes of PASSES) for (const shape of shapes) findShape(shape);

  function findShape(shape: Shape): void {
    const parts = components(graph, shape.filter);
    const done = componentsOf(parts, shape.filter.states, [shape.name, ...shape.unless]);
    const explained = componentsOf(parts, shape.filter.states, [...known.keys()]);
    const best = new Map<number, readonly number[]>();
    const polished = new Map<number, number>();
    for (let node = 0; node < graph.transactions && allowance.left >= 0; node++) {
      for (let place = graph.offset[node] as number; place < (graph.offset[node + 1] as number); place++) {
        const edgeClass = graph.class[place] as number;
        if (!shape.starts(kindOf(edgeClass), basisOf(edgeClass))) continue;
        const component = candidate(shape, parts, node, place);
        if (component < 0 || done.has(component)) continue;
        const shortest = best.get(component);
        const spent = polished.get(component) ?? 0;
        if ((shortest && shortest.length <= 2) || spent > POLISH) continue;
        const before = allowance.left;
        const limit = shortest ? shortest.length - 1 : graph.nodes * 4;
        const walk = search.through(node, place, shape.state, shape.goal, shape.walk, limit);
        const optional = shape.name === 'G2-item' && explained.has(component);
        if (shortest || optional) polished.set(component, spent + before - allowance.left);
        if (walk && (!optional || isSimple(walk))) best.set(component, walk);
      }
    }
    for (const walk of best.values()) report(shape, walk);
    if (allowance.left < 0) {
      findings.undecided.add(`the search for ${shape.name} was given up at the limit of maxConfigurations`);
    }
  }

  /** The component of a cycle through the edge, -1 if there is none. */
  function candidate({ filter, filterState }: Shape, { of }: Components, node: number, place: number): number {
    if ((filter.next[graph.class[place] as number] as number) < 0) return -1;
    const here = of[node * filter.states] as number;
    const there = of[(graph.target[place] as number) * filter.states + filterState] as number;
    return here === there ? here : -1;
  }

  function componentsOf({ of }: Components, states: number, names: readonly Shape['name'][]): Set<number> {
    const found = names.flatMap((name) => [...(known.get(name) ?? [])]);
    return new Set(
      found.flatMap((node) => Array.from({ length: states }, (_, state) => of[node * states + state] as number)),
    );
  }

  function isSimple(walk: readonly number[]): boolean {
    return new Set(walk.map((place) => graph.target[place])).size === walk.length;
  }

  function report({ name }: Shape, walk: readonly number[]): void {
    const nodes = known.get(name) ?? new Set();
    for (const place of walk) nodes.add(graph.target[place] as number);
    known.set(name, nodes);
    const steps = stepsOf(whole.edges, graph, original, walk);
    const basis = Math.max(...steps.map((step) => step.basis)) as OrderBasis;
    findings.addCycle(`${name}${SUFFIXES[basis]}` as AnomalyName, aliasOf(name, steps), () =>
      cycleOf(whole.table, steps),
    );
  }
}

/** What well-known cycles are called. */
function aliasOf(name: Shape['name'], steps: readonly Step[]): string | null {
  const replaced = steps.filter(({ kind }) => kind === RW).length;
  const ordered = steps.some(({ kind }) => kind === ORDER);
  if (name === 'G-single') {
    if (ordered) return 'stale read';
    if (steps.length === 2 && steps.some(({ kind }) => kind === WW)) return 'lost update';
    return 'read skew';
  }
  if (name === 'G-nonadjacent' && replaced === 2 && steps.length === 4 && !ordered) return 'long fork';
  if (name === 'G2-item' && replaced === 2 && steps.length === 2) return 'write skew';
  return null;
}
