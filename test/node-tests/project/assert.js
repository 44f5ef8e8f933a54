// Node's `assert`, with one thing added: Jest's sandbox is a realm of its own, and what Node makes (arrays, errors, events) has the prototypes
// of another. Values that differ in nothing else are equal here.

// Under this name it is Node's own, and called as it is, `throws` and the others are the same.
const native = require('node:assert/strict');
const { inspect, types } = require('node:util');

const alike = (one, other) =>
  inspect(one, { depth: null, showHidden: false }) === inspect(other, { depth: null, showHidden: false });

function deepStrictEqual(actual, expected, message) {
  try {
    native.deepStrictEqual(actual, expected, message);
  } catch (error) {
    if (!alike(actual, expected)) throw error;
  }
}

const isClassOf = (error, expected) =>
  typeof expected === 'function' &&
  expected.prototype?.name !== undefined &&
  types.isNativeError(error) &&
  error.name === expected.name;

/** What is expected of an error, with the class of the realm that the error is of. */
function asOf(error, expected) {
  if (isClassOf(error, expected)) return error.constructor;
  if (typeof expected !== 'object' || expected === null || types.isRegExp(expected)) return expected;
  return isClassOf(error, expected.constructor) ? { ...expected, constructor: error.constructor } : expected;
}

function throws(fn, expected, message) {
  let thrown;
  native.throws(
    () => {
      try {
        fn();
      } catch (error) {
        thrown = error;
        throw error;
      }
    },
    (error) => {
      native.throws(
        () => {
          throw error;
        },
        ...(expected === undefined ? [] : [asOf(error, expected)]),
        ...(message === undefined ? [] : [message]),
      );
      return error === thrown;
    },
  );
}

async function rejects(promise, expected, message) {
  let thrown;
  let threw = false;
  try {
    await (typeof promise === 'function' ? promise() : promise);
  } catch (error) {
    thrown = error;
    threw = true;
  }
  throws(
    () => {
      if (threw) throw thrown;
    },
    expected,
    message,
  );
}

const own = { deepStrictEqual, throws, rejects };
const assert = Object.assign((...args) => native(...args), native, own);
assert.strict = Object.assign((...args) => native(...args), native.strict, own);

module.exports = assert;
