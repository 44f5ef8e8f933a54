// `lockstep dump-trace`: prints a trace, for people or for programs.

import { drawPage } from '../pictures';
import { renderTrace, schedulePicture, sequenceDiagram } from '../report';
import { leftOutClause } from '../report/left-out';
import { readArguments } from './arguments';
import { CommandError } from './command-error';
import { EXIT, type ExitCode } from './exit-codes';
import { findTrace } from './find-trace';
import type { Surroundings } from './surroundings';

const FORMATS = ['text', 'json', 'events', 'history', 'html', 'mermaid'] as const;

/** `lockstep dump-trace TRACE|"test title" [--format text|json|events|history|html|mermaid]` */
export async function dumpTrace(given: readonly string[], { cwd, out, note }: Surroundings): Promise<ExitCode> {
  const options = { format: { type: 'string', words: FORMATS } } as const;
  const { subject, values } = readArguments('dump-trace', 'TRACE or "test title"', options, given);
  const { trace } = findTrace(subject, cwd);
  switch ((values.get('format') ?? 'text') as (typeof FORMATS)[number]) {
    case 'json':
      out(`${JSON.stringify(trace, null, 2)}\n`);
      break;
    case 'events':
      if (trace.leftOut !== undefined) note(`Of this trace, ${leftOutClause(trace.leftOut)}.\n`);
      for (const event of trace.events) out(`${JSON.stringify(event)}\n`);
      break;
    case 'history':
      if (trace.failure?.history === undefined)
        throw new CommandError(
          'no-history',
          `The trace of "${trace.test.name.join(' > ')}" holds no history: it failed for another reason.`,
        );
      for (const event of trace.failure.history.events) out(`${event}\n`);
      break;
    case 'html':
      out(drawPage(schedulePicture(trace)));
      break;
    case 'mermaid':
      out(sequenceDiagram(trace));
      break;
    default:
      out(`${renderTrace(trace)}\n`);
  }
  return EXIT.ok;
}
