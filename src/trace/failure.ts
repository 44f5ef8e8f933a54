// Turns the failure of an iteration, which has live values and site ids, into that of a trace: plain data, with places as text.

import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Failure } from '../engine/outcome';
import type { Site } from '../engine/sites';
import type { TimeOut } from '../engine/time-outs';
import { failedHistoryOf } from './failed-history';
import { signature } from './signature';
import { siteText } from './site-text';
import { describeThrown } from './thrown';
import type { TraceFailure, TraceTimeOut } from './trace';

export interface FailurePlaces {
  /** The site with an id; undefined if there is none. */
  readonly siteOf: (id: number) => Site | undefined;
  /** Paths in stacks are made relative to this folder. */
  readonly root: string;
  /** Whether a line of a stack is of the user's code. Default: not Node's internals, Jest's or Lockstep's. */
  readonly isUserFrame?: (line: string) => boolean;
}

/** Makes the failure of a trace, with its signature. */
export function toTraceFailure(failure: Failure, places: FailurePlaces): TraceFailure {
  const isUserFrame = places.isUserFrame ?? isOutsideTheTools;
  const { name, message, stack } = describeThrown(failure.error);
  const described = {
    kind: failure.kind,
    name,
    message,
    stack: stack
      .split('\n')
      .filter((line) => line !== '' && isUserFrame(line))
      .map((line) => relativeFrame(line, places.root))
      .join('\n'),
    task: failure.task,
    site: siteText(places.siteOf(failure.site)),
    waiting: failure.waiting.map((one) => ({
      task: one.task,
      name: one.name,
      site: siteText(places.siteOf(one.site)),
    })),
  };
  const history = failedHistoryOf(failure.error);
  return {
    ...described,
    signature: signature(described),
    ...(history && { history }),
    ...(failure.timeOut && { timeOut: placed(failure.timeOut, places) }),
  };
}

function placed({ site, delay, pending }: TimeOut, { siteOf }: FailurePlaces): TraceTimeOut {
  const places = new Set(pending.map((id) => siteText(siteOf(id))).filter((place) => place !== ''));
  return { site: siteText(siteOf(site)), delay, pending: [...places] };
}

const TOOL_FRAME =
  /\bnode:|[\\/]node_modules[\\/](?:jest|@jest|jest-[\w-]+|expect|@babel|babel-plugin-lockstep|lockstep)[\\/]|<anonymous>\)?$/;

/** The folders of Lockstep's own files, in the sources and in the build: Lockstep need not be installed in `node_modules`. */
const OWN_FOLDERS = ['..', '../../jest-preset'].map((folder) => resolve(__dirname, folder) + sep);

function isOutsideTheTools(line: string): boolean {
  return !TOOL_FRAME.test(line) && !OWN_FOLDERS.some((folder) => line.includes(folder));
}

function relativeFrame(line: string, root: string): string {
  return line.replace(
    /(?:file:\/\/)?((?:[A-Za-z]:)?[\\/][^\s()]*?)(:\d+:\d+\)?)$/,
    (whole, file: string, position: string) => {
      const inside = relative(root, file);
      return isAbsolute(inside) ? whole : `${inside.replaceAll('\\', '/')}${position}`;
    },
  );
}
