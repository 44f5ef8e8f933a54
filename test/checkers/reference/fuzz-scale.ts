// How many random histories the fuzz tests try: LOCKSTEP_FUZZ multiplies the number that is quick enough for every run.

export const SCALE = Number(process.env.LOCKSTEP_FUZZ ?? 1);
