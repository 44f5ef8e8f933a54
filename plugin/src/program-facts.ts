// Babel's scopes for the finished program, and what they leave out: functions in sloppy blocks, and globals that the file assigns
// to.

import { type NodePath, types as t } from '@babel/core';
import type { Scope } from '@babel/traverse';
import { Facts } from './facts';
import type { DirectCalls } from './recursion';
import { declareSloppyFunctions } from './sloppy-functions';
import { Survey } from './survey';
import { TreeSnapshot } from './tree-snapshot';
import { lowerUsing } from './using';

export interface ProgramFacts {
  readonly facts: Facts;
  /** Controlled globals that the file assigns to; they stay its own. */
  readonly assignedGlobals: ReadonlySet<string>;
  /** Names that were put in to stand for entries of the runtime. */
  readonly entries: ReadonlySet<t.Node>;
  readonly directCalls: DirectCalls;
}

/** What is taken from the Babel that runs. */
export interface Babel {
  /** The fields of each type of node that hold code. */
  readonly fields: Record<string, readonly string[]>;
  /** The scopes of all files, by the nodes that open them. */
  scopes(): WeakMap<t.Node, Scope>;
}

/** @param parsed the tree for which Babel made the scopes that there are; null if nobody knows */
export function programFacts(
  program: NodePath<t.Program>,
  parsed: TreeSnapshot | null,
  { fields, scopes }: Babel,
): ProgramFacts {
  let survey = new Survey(program.node, fields);
  const entries = survey.usesUsing ? lowerUsing(program) : new Set<t.Node>();
  if (survey.usesUsing) survey = new Survey(program.node, fields);
  if (!parsed?.equals(new TreeSnapshot(program.node))) program.scope.crawl();
  const facts = new Facts(program, scopes(), survey);
  declareSloppyFunctions(survey.functionsInBlocks, facts);
  const { directCalls } = survey;
  return { facts, entries, directCalls, assignedGlobals: survey.assignsGlobal ? assignedGlobals(program) : new Set() };
}

function assignedGlobals(program: NodePath<t.Program>): Set<string> {
  const names = new Set<string>();
  program.traverse({
    AssignmentExpression({ node, scope }) {
      for (const name of Object.keys(t.getBindingIdentifiers(node.left)))
        if (scope.getBinding(name) === undefined) names.add(name);
    },
  });
  return names;
}
