// A classic worker of the web: globals, and no modules.
let sum = 0;
self.onmessage = (event) => {
  sum += event.data;
  self.postMessage(sum);
  if (event.data === 0) self.close();
};
