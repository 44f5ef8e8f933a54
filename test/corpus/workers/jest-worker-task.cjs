// Tasks of a farm of jest-worker.
let value = 0;

exports.double = async (n) => {
  await new Promise((resolve) => setTimeout(resolve, n));
  return n * 2;
};
exports.fail = () => {
  throw new TypeError('no');
};
exports.read = () => value;
exports.write = (next) => {
  value = next;
};
