module.exports = async (n) => {
  await new Promise((r) => setTimeout(r, n));
  return n;
};
