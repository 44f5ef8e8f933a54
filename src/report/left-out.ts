// What the file of a trace lacks, in words.

import type { LeftOut } from '../trace/trace';
import { counted } from './counted';

/** `75,439 events are left out, so that the file stays under 1 MB`. */
export function leftOutClause({ events, oversized }: LeftOut): string {
  const lacks = `${counted(events, 'event')} ${events === 1 ? 'is' : 'are'} left out`;
  if (!oversized) return `${lacks}, so that the file stays under 1 MB`;
  const size = 'the file is larger than 1 MB, since the replay needs all decisions';
  return events === 0 ? size : `${lacks}, and yet ${size}`;
}
