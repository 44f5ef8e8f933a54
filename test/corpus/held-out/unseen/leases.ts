// Leases that expire. Who comes back late gives up the lease of the next one.

const leases: Record<string, { owner: string }> = Object.create(null);

export const clear = () => {
  for (const key of Object.keys(leases)) delete leases[key];
};

export const ownerOf = (key: string) => leases[key]?.owner;

export async function withLease(key: string, owner: string, work: () => Promise<void>): Promise<boolean> {
  if (leases[key]) return false;
  leases[key] = { owner };
  const expiry = setTimeout(() => delete leases[key], 1000);
  try {
    await work();
  } finally {
    clearTimeout(expiry);
    delete leases[key];
  }
  return true;
}
