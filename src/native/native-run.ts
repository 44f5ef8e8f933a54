// One run of a body on the real event loop: disturbed, observed, and judged when it ends or hangs.

import { NativePromise, nativeNow, nativeSetTimeout } from '../engine/natives';
import type { FailureKind } from '../engine/outcome';
import type { RandomSource } from '../strategies/random-source';
import type { NativeEvent } from '../trace/trace';
import { Completions } from './completions';
import { Observer } from './observer';
import { Patches } from './patches';
import { Perturbation } from './perturbation';
import { SlowTimers } from './slow-timers';

/** How often it is looked whether a run hangs, ms. */
const LOOK = 20;

export interface NativeRunConfig {
  readonly body: () => unknown;
  /** Null: nothing is disturbed. */
  readonly random: RandomSource | null;
  readonly mayStretch: boolean;
  /** Real milliseconds without any event, and without any that could come, after which the body hangs. */
  readonly hangsAfter: number;
  /** Real milliseconds that the body may take at most. */
  readonly limit: number;
}

export interface NativeFailure {
  readonly kind: Extract<FailureKind, 'error' | 'unhandled-rejection' | 'uncaught-exception' | 'potential-deadlock'>;
  readonly error: unknown;
}

export interface NativeOutcome {
  readonly failure: NativeFailure | null;
  readonly events: readonly NativeEvent[];
  readonly missing: number;
  readonly hash: number;
  /** Completions that were kept back, pauses, and slow timers. */
  readonly disturbed: number;
  /** Most callbacks that were awaited at the same time. */
  readonly overlap: number;
  /** Timers were slow, but not all of them: the order of timers may be one that Node would never have. The run says nothing. */
  readonly isUnsound: boolean;
  readonly elapsed: number;
}

type Settled = { readonly failure: NativeFailure | null };

/** What comes up at the top of the event loop while a run lasts. */
function listenForErrors(fail: (failure: NativeFailure) => void): () => void {
  const rejected = (error: unknown) => fail({ kind: 'unhandled-rejection', error });
  const thrown = (error: unknown) => fail({ kind: 'uncaught-exception', error });
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', rejected);
    process.off('uncaughtException', thrown);
  };
}

const sleep = (milliseconds: number) =>
  new NativePromise<void>((resolve) => void nativeSetTimeout(resolve, milliseconds));

export async function runNatively(config: NativeRunConfig): Promise<NativeOutcome> {
  const { body, random, mayStretch, hangsAfter, limit } = config;
  const started = nativeNow();
  const perturbation = new Perturbation(random, mayStretch);
  const { stretch } = perturbation;
  const timers = new SlowTimers(stretch);
  const observer = new Observer(
    () => perturbation.pause(),
    () => timers.setting,
  );
  const completions = new Completions(
    perturbation,
    (work) => observer.unseen(work),
    (name, milliseconds) => observer.kept(name, milliseconds),
  );
  const patches = new Patches();
  completions.install(patches);
  timers.install(patches);
  patches.publish();
  let failure: NativeFailure | null = null;
  const unlisten = listenForErrors((first) => {
    failure ??= first;
  });
  observer.begin();
  let settled: Settled | null = null;
  try {
    void settle(body).then((end) => {
      settled = end;
    });
    const look = async () => {
      let slept: Promise<void> | null = null;
      observer.unseen(() => {
        slept = sleep(settled === null ? LOOK : 1);
      });
      await slept;
    };
    // Until the body has settled, and nothing of what was kept back can reach the next run.
    for (await turn(observer); settled === null || completions.waiting > 0; await look()) {
      if (failure !== null) break;
      const now = nativeNow();
      const isIdle = now - observer.active > hangsAfter && completions.waiting === 0 && !observer.isAwaited;
      if (settled === null && (isIdle || now - started > limit)) {
        failure = { kind: 'potential-deadlock', error: hangs(isIdle, now - started) };
        break;
      }
    }
    failure ??= (settled as Settled | null)?.failure ?? null;
  } finally {
    observer.end();
    unlisten();
    patches.restore();
  }
  const { events, missing, hash, most, hasOtherTimers } = observer;
  return {
    failure,
    events,
    missing,
    hash,
    disturbed: perturbation.applied + timers.slowed,
    overlap: most,
    isUnsound: stretch > 0 && hasOtherTimers,
    elapsed: nativeNow() - started,
  };
}

/** A body that needs one turn of the event loop is not waited for longer. */
async function turn(observer: Observer): Promise<void> {
  let turned: Promise<void> | null = null;
  observer.unseen(() => {
    turned = sleep(1);
  });
  await turned;
}

async function settle(body: () => unknown): Promise<Settled> {
  try {
    await body();
    return { failure: null };
  } catch (error) {
    return { failure: { kind: 'error', error } };
  }
}

function hangs(isIdle: boolean, milliseconds: number): Error {
  return new Error(
    isIdle
      ? `The body still waits, but nothing that it has begun can call back any more (after ${Math.round(milliseconds)} ms on the real event loop).`
      : `The body did not end within ${Math.round(milliseconds)} ms on the real event loop.`,
  );
}
