// The four session guarantees by name.

export const SESSION_GUARANTEES = [
  'monotonic-reads',
  'monotonic-writes',
  'read-your-writes',
  'writes-follow-reads',
] as const;

/**
 * - `monotonic-reads`: what a session has found stays visible to its later reads;
 * - `monotonic-writes`: a session's writes are ordered, and whoever sees one sees those before it;
 * - `read-your-writes`: a session's writes are visible to its later reads;
 * - `writes-follow-reads`: what a session has found is ordered before its later writes, and whoever sees such a write sees what was found before it.
 */
export type SessionGuarantee = (typeof SESSION_GUARANTEES)[number];
