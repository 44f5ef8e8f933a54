// A worker of threads.js: functions and a running sum.
const { expose } = require('threads/worker');

let sum = 0;
expose({
  double: (n) => n * 2,
  read: () => sum,
  write(next) {
    sum = next;
  },
  add(n) {
    sum += n;
    return sum;
  },
});
