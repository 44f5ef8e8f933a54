// A race in words: "task 0.2 read `account.balance` (100) at src/a.ts:12, task 0.1 wrote it (70) at src/a.ts:14, task 0.2 then
// wrote 80 at src/a.ts:14: computed from the old value".

import type { RaceAccess, RaceCandidate } from './race';

export function clausesOf(candidate: RaceCandidate, name: string, accesses: readonly RaceAccess[]): string[] {
  if (candidate.kind === 'double-execution') return startsOf(candidate, name, accesses);
  if (candidate.kind === 'limit') return limitOf(candidate, name, accesses);
  const parts = accesses.map((access, index) => {
    const again = accesses.slice(0, index).some((earlier) => earlier.task === access.task);
    const then = again ? 'then ' : '';
    const what = index === 0 ? ` \`${name}\`` : ' it';
    const value = access.value === '' ? '' : ` (${access.value})`;
    const where = access.site === '' ? '' : ` at ${withoutColumn(access.site)}`;
    if (again && access.write && access.value !== '') return `task ${access.task} then wrote ${access.value}${where}`;
    return `task ${access.task} ${then}${access.write ? 'wrote' : 'read'}${what}${value}${where}`;
  });
  const last = parts.pop() ?? '';
  return [...parts, `${last}: ${candidate.because}`];
}

function startsOf({ because }: RaceCandidate, name: string, accesses: readonly RaceAccess[]): string[] {
  return accesses.map(({ task, site }, index) => {
    const start = `task ${task} started ${index === 0 ? `\`${name}\`` : 'it again'}`;
    return `${start}${site === '' ? '' : ` at ${withoutColumn(site)}`}${index === accesses.length - 1 ? `: ${because}` : ''}`;
  });
}

function limitOf(candidate: RaceCandidate, name: string, [check, start]: readonly RaceAccess[]): string[] {
  const started = candidate.accesses[1]?.name ?? '';
  return [
    `task ${check?.task} read \`${name}\` (${check?.value}) at ${withoutColumn(check?.site ?? '')}`,
    `task ${start?.task} started \`${started}\` at ${withoutColumn(start?.site ?? '')}: ${candidate.because}`,
  ];
}

function withoutColumn(site: string): string {
  return site.replace(/:\d+$/, '');
}
