// What runs next where an iteration has several agents, or one that has stopped in the middle of a step. Each agent has its own sources, and
// what they answer holds for that agent alone. First comes the agent whose step has just ended, so that index 0 goes on with it; then the
// others, in order of creation; then what waits for all of them, timers by deadline. An agent whose sources say that they are steady is not
// asked again until it is roused: if it has something to do, what it has offered holds, and if not, it is not even looked at. So a
// thousand idle agents cost nothing.

import type { Agent } from './agent';
import { ALONE, AWAY, BEFORE_REST, type EventSource, type Offer, OPEN, REST, TIME } from './event-source';
import { takePending } from './pending';
import { pick } from './pick';
import { simulation } from './simulation';
import type { Strand } from './strand';

/** Only the real event loop can make progress. */
export const NOTHING = 'nothing';
/** The strategy has given the schedule up. */
export const GIVEN_UP = 'given up';
/** A source has made work in place of an event. */
export const WORK = 'work';

const NONE: readonly Strand[] = [];

/** Longest virtual time in ms that an agent takes to its next step: many times the 27 ms in which Node starts a worker. A choice, no measured bound. */
const LONGEST_STEP = 1000;

/** Takes the next event: the only one, or the one that the strategy picks. */
export function nextOfAll(): Strand | typeof NOTHING | typeof GIVEN_UP | typeof WORK {
  if (entersWaitingJobs()) return WORK;
  const enabled: Strand[] = [];
  if (offersOfAll(enabled) === AWAY) return NOTHING;
  withoutFarTimes(enabled);
  const { length } = enabled;
  if (length === 0) {
    if (!entersWaitingJobs()) return NOTHING;
    simulation.wakings++;
    return WORK;
  }
  // A late operation may stand anywhere in the list, so the fingerprint takes all of it.
  const index = length === 1 ? 0 : pick(enabled, 0);
  if (index < 0) return GIVEN_UP;
  const chosen = enabled[index] as Strand;
  if (length === 1) simulation.recorder?.stepped(chosen, 1, 0, undefined);
  const late = simulation.pending.indexOf(chosen);
  if (late >= 0) takePending(late);
  simulation.deep.listener?.fires(chosen, chosen.task.agent);
  return chosen;
}

function offersOfAll(enabled: Strand[]): Offer {
  const { awake, agent: current } = simulation;
  simulation.questions++;
  const arrived = arrivalsOf(enabled);
  if (arrived !== OPEN || enabled.length > 0) return arrived;
  findLate();
  if (offersOf(current, enabled) === AWAY) return AWAY;
  for (let i = 0; i < awake.length; i++) {
    const agent = awake[i] as Agent;
    if (agent !== current && offersOf(agent, enabled) === AWAY) return AWAY;
  }
  const first = enabled.length;
  for (let round: number = BEFORE_REST; round <= TIME; round++)
    for (let i = 0; i < awake.length; i++) if (!offersOfRound(awake[i] as Agent, round, enabled)) return OPEN;
  if (enabled.length - first > 1) sortByTime(enabled, first);
  simulation.enter(current);
  settle(enabled);
  return OPEN;
}

/** Gives every agent its late operations. */
function findLate(): void {
  const { pending, questions } = simulation;
  for (let i = 0; i < pending.length; i++) {
    const one = pending[i] as Strand;
    const { agent } = one.task;
    if (agent.isSteady) simulation.rouse(agent);
    if (agent.lateIn !== questions) {
      agent.lateIn = questions;
      agent.late.length = 0;
    }
    agent.late.push(one);
  }
}

/** What steady agents have offered holds until they are roused. All have just been asked. */
function settle(enabled: readonly Strand[]): void {
  const { awake, unsteady, agent: current } = simulation;
  let kept = 0;
  let sleeps = false;
  for (let i = 0; i < unsteady.length; i++) {
    const agent = unsteady[i] as Agent;
    if (agent === current || !isSteady(agent)) {
      unsteady[kept++] = agent;
      continue;
    }
    agent.isSteady = true;
    agent.offered = enabled.slice(agent.from, agent.to);
    agent.isAsleep = agent.offered.length === 0 && agent.offeredAtRest.length === 0;
    sleeps ||= agent.isAsleep;
  }
  unsteady.length = kept;
  if (!sleeps) return;
  kept = 0;
  for (let i = 0; i < awake.length; i++) if (!(awake[i] as Agent).isAsleep) awake[kept++] = awake[i] as Agent;
  awake.length = kept;
}

/** The main agent is the one that real work comes to. */
function isSteady({ index, stopped, sources, lateIn, jobs, arrivals, closedIn }: Agent): boolean {
  if (index === 0) return false;
  if (stopped !== null) return stopped.isSteady?.() === true;
  const { questions } = simulation;
  return lateIn !== questions && closedIn !== questions && jobs.empty && arrivals.empty && sources.areSteady;
}

/**
 * Time goes on while another agent computes, but not for ever: what is due later than an agent may take to its next step does not overtake what
 * another agent can do now. Operations of the environment may take as long as they like.
 */
function withoutFarTimes(enabled: Strand[]): void {
  const limit = simulation.time + LONGEST_STEP;
  if (!enabled.some(({ due }) => due > limit)) return;
  const atWork = agentsAtWork(enabled);
  let kept = 0;
  for (let i = 0; i < enabled.length; i++) {
    const one = enabled[i] as Strand;
    const overtakes = one.due > limit && atWork.some((agent) => agent !== one.task.agent);
    if (!overtakes) enabled[kept++] = one;
  }
  enabled.length = kept;
}

/** Agents whose next step waits for nothing: up to two, of which one is another agent than any given one. */
function agentsAtWork(enabled: readonly Strand[]): readonly Agent[] {
  const late = new Set(simulation.pending);
  const found: Agent[] = [];
  for (let i = 0; i < enabled.length && found.length < 2; i++) {
    const one = enabled[i] as Strand;
    const { agent } = one.task;
    if (one.due === 0 && !found.includes(agent) && !late.has(one)) found.push(agent);
  }
  return found;
}

/** Native code, or another agent, has made jobs for an agent: they run before any event. */
function entersWaitingJobs(): boolean {
  const { unsteady } = simulation;
  for (let i = 0; i < unsteady.length; i++) {
    const agent = unsteady[i] as Agent;
    if (agent.stopped !== null || agent.jobs.empty) continue;
    simulation.enter(agent);
    return true;
  }
  return false;
}

/** What has come from outside for an agent runs before any event, and before the real event loop turns again. */
function arrivalsOf(enabled: Strand[]): Offer {
  const { unsteady } = simulation;
  for (let i = 0; i < unsteady.length && enabled.length === 0; i++) {
    const { stopped, arrivals } = unsteady[i] as Agent;
    if (stopped === null && arrivals.offer(enabled) === AWAY) return AWAY;
  }
  return OPEN;
}

/** What an agent offers, whatever the others do. */
function offersOf(agent: Agent, enabled: Strand[]): Offer {
  if (agent.isSteady) {
    addAll(agent.offered, enabled);
    return OPEN;
  }
  agent.from = enabled.length;
  const offer = newOffersOf(agent, enabled);
  agent.to = enabled.length;
  agent.offeredAtRest = NONE;
  return offer;
}

function newOffersOf(agent: Agent, enabled: Strand[]): Offer {
  const { stopped, sources, late, from } = agent;
  const { questions } = simulation;
  const { active } = sources;
  if (stopped !== null) {
    agent.closedIn = questions;
    stopped.offer(enabled);
    for (let i = 0; i < active.length; i++) active[i]?.offerMeanwhile?.(enabled);
    return OPEN;
  }
  if (agent.lateIn === questions) addAll(late, enabled);
  for (let i = 0; i < active.length; i++) {
    const source = active[i] as EventSource;
    if (source.round !== undefined) continue;
    const offer = source.offer(enabled);
    if (offer === OPEN) continue;
    if (offer === AWAY) return AWAY;
    agent.closedIn = questions;
    if (offer === ALONE) enabled.splice(from, enabled.length - from - 1);
    return OPEN;
  }
  return OPEN;
}

/** What an agent offers in a later round. Returns false if nothing may come behind it. */
function offersOfRound(agent: Agent, round: number, enabled: Strand[]): boolean {
  if (agent.isSteady) {
    if (round === REST) addAll(agent.offeredAtRest, enabled);
    return true;
  }
  const { active } = agent.sources;
  if (round === TIME && agent.stopped !== null) agent.stopped.offerTime?.(enabled);
  if (active.length === 0 || agent.closedIn === simulation.questions) return true;
  const first = enabled.length;
  for (let i = 0; i < active.length; i++) {
    const source = active[i] as EventSource;
    if (source.round !== round) continue;
    // What it wakes runs in this agent.
    simulation.enter(agent);
    if (source.offer(enabled) !== OPEN) return false;
  }
  if (round === REST && enabled.length > first) agent.offeredAtRest = enabled.slice(first);
  return true;
}

function addAll(offered: readonly Strand[], enabled: Strand[]): void {
  for (let i = 0; i < offered.length; i++) enabled.push(offered[i] as Strand);
}

/** By insertion, which keeps the order of agents where times are equal. */
function sortByTime(enabled: Strand[], first: number): void {
  for (let i = first + 1; i < enabled.length; i++) {
    const one = enabled[i] as Strand;
    let at = i;
    for (; at > first && (enabled[at - 1] as Strand).due > one.due; at--) enabled[at] = enabled[at - 1] as Strand;
    enabled[at] = one;
  }
}
