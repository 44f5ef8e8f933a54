// Tasks of a farm of jest-worker.
let cached = null;

exports.double = async (n) => {
  await new Promise((resolve) => setTimeout(resolve, n));
  return n * 2;
};
exports.fail = () => {
  throw new TypeError('no');
};
exports.read = () => cached;
exports.write = (value) => {
  cached = value;
};
