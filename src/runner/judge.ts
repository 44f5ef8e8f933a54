// What a failing schedule is worth: it is recorded (which is the first check that it repeats), run with fresh modules where those can be
// had, and only what is the test's own is shrunk.

import type { IterationOutcome } from '../engine/outcome';
import type { Finding } from '../trace/finding';
import type { Budget } from './budget';
import { isEarlyLook } from './early-look';
import { type Caught, catchFailure, recordedFinding, shrinkFinding } from './find';
import { originOfFailure } from './fresh-check';
import { makeTrace } from './make-trace';
import type { RunRequest, Session } from './session';
import { scheduleUnderHost } from './under-host';

/** What is known of the undisturbed schedule when another fails. */
export interface Undisturbed {
  /** It passed when it was run first. */
  readonly undisturbedPasses: boolean;
  /** The failing schedule is the undisturbed one, which has passed once. */
  readonly repeatsTheUndisturbed: boolean;
}

export class Judge {
  constructor(
    private readonly session: Session,
    private readonly budget: Budget,
  ) {}

  /** The finding of a schedule that fails the run: a bug, or state that earlier schedules left over. */
  async bug(request: RunRequest, outcome: IterationOutcome, undisturbed: Undisturbed): Promise<Finding> {
    const caught = await catchFailure(this.session, request, outcome);
    const { finding } = caught;
    if (finding.verdict === 'leak') return finding;
    const origin = await this.originOf(finding, undisturbed.undisturbedPasses);
    // The undisturbed schedule has passed once and fails when it is repeated: that is left-over state by itself.
    if (origin === 'leaked' || (origin === 'unknown' && undisturbed.repeatsTheUndisturbed))
      return { ...finding, verdict: 'leak' };
    const shrunk = await this.shrink(caught);
    if (origin === 'unknown' || shrunk === finding) return shrunk;
    // Shrinking runs in the registry that all schedules share: what came out may lean on what is left over there.
    return (await this.originOf(shrunk, undisturbed.undisturbedPasses)) === 'leaked' ? finding : shrunk;
  }

  /** The finding of a schedule of the model `await`: latent, unless the model `host` has it, too. */
  async latent(request: RunRequest, outcome: IterationOutcome, undisturbed: Undisturbed): Promise<Finding> {
    const caught = await catchFailure(this.session, request, outcome);
    if (caught.finding.verdict === 'leak') return caught.finding;
    const latent = await this.shrink({ ...caught, finding: { ...caught.finding, verdict: 'latent' } });
    return (await this.underHost(request, latent, undisturbed)) ?? latent;
  }

  private async underHost(request: RunRequest, { trace }: Finding, undisturbed: Undisturbed): Promise<Finding | null> {
    const strategy = scheduleUnderHost(trace);
    if (strategy === null) return null;
    const host: RunRequest = { ...request, strategy, model: 'host', teaches: false };
    const run = await this.session.record(host);
    const { failure } = makeTrace(this.session, run, host);
    if (failure === null || failure.signature !== trace.failure?.signature || isEarlyLook(run.outcome)) return null;
    const finding = await this.bug(host, run.outcome, undisturbed);
    return finding.verdict === 'bug' ? finding : null;
  }

  /** The finding of a schedule that reached the step bound, if no other has failed. Its first events say all; endless microtasks take long and are not recorded again. */
  async stepBound(request: RunRequest, outcome: IterationOutcome): Promise<Finding> {
    if (outcome.events.length > 0 && outcome.steps <= this.session.options.maxSteps)
      return recordedFinding(this.session, request, outcome);
    return this.shrink(await catchFailure(this.session, { ...request, patient: false }, outcome));
  }

  private originOf(finding: Finding, undisturbedPasses: boolean) {
    const { subject, options } = this.session;
    return originOfFailure(subject, options, finding.trace, undisturbedPasses);
  }

  private shrink(caught: Caught): Promise<Finding> {
    return this.budget.shrinking((milliseconds) => shrinkFinding(this.session, caught, milliseconds));
  }
}
