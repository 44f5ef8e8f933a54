// @lockstep environment
// Many tasks that are pending together; the schedule in which everything is late fails, so that it is recorded, too.

module.exports.tasks = (count) => async () => {
  let done = 0;
  let late = false;
  // Behind more promise jobs than an operation at once needs.
  let turns = Promise.all([]);
  for (let i = 0; i < 8; i++) turns = turns.then(() => {});
  turns.then(() => {
    late = done < count;
  });
  await Promise.all(
    Array.from({ length: count }, async () => {
      await null;
      done++;
    }),
  );
  if (late) throw new Error('the tasks were late');
};
