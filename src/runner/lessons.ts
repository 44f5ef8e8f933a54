// Which schedules of a lane teach: those from which strategies may learn. The turn alone decides, so that schedule n can be made anew
// from the seed by running the lessons before it, whose number grows with the logarithm of n.

/** The first turns of a lane are all lessons: sixteen for each of the four strategies of the default portfolio. */
const FIRST_LESSONS = 64;
/** Then so many turns in a row at each doubling, so that each member of a portfolio has its share. */
const LESSONS_IN_A_ROW = 16;
/** The first turns with access tracking. */
const FIRST_TRACKED = 8;

/** The logarithm to the base 2 of an integer from 1 to 2^32, rounded down. `Math.log2` costs ten times as much. */
function log2(n: number): number {
  return 31 - Math.clz32(n);
}

/** Whether strategies may learn from the schedule with this turn: lengths of runs, say. */
export function isLesson(turn: number): boolean {
  return turn < FIRST_LESSONS || turn - (1 << log2(turn)) < LESSONS_IN_A_ROW;
}

/**
 * Whether the schedule with this turn is a lesson that runs with access tracking, which teaches what conflicts and costs several times
 * an ordinary schedule: the first eight, then one at each doubling, each time of another member of a portfolio.
 */
export function isTracked(turn: number): boolean {
  if (turn < FIRST_TRACKED) return true;
  if (turn < 2 * FIRST_TRACKED) return false;
  const doubling = log2(turn);
  return turn - (1 << doubling) === doubling % LESSONS_IN_A_ROW;
}
