// An await-heavy body: calls of async functions, awaits of values and of promises, a rejection, a small fan-out.

async function value(n) {
  return n;
}

async function twice(n) {
  await null;
  return (await value(n)) * 2;
}

async function fails() {
  throw new RangeError('expected');
}

async function awaits() {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    sum += await value(i);
    sum += await twice(i);
    await Promise.resolve(i);
  }
  const all = await Promise.all([value(1), twice(2), value(3)]);
  try {
    await fails();
  } catch (error) {
    sum += error.message.length;
  }
  return sum + all.length;
}

/** The loop around a body, so that instrumented code is awaited by instrumented code. */
async function repeat(body, count) {
  for (let i = 0; i < count; i++) await body();
}

module.exports = { awaits, repeat };
