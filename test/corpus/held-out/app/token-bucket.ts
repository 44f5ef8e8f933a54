// A bucket of tokens. It asks the auditor between looking and taking.

export const makeBucket = (size: number, audit: () => Promise<void>) => {
  let available = size;
  const take = async () => {
    if (available < 1) throw new Error('empty');
    await audit();
    available -= 1;
  };
  const left = () => available;
  return { take, left };
};
