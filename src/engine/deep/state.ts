// The switches of deep mode, which instrumented code reads before every access (`$.d`). The object is at the same time what a generator of a
// deep file yields when it is about to touch shared memory: the access itself is in `Agent.access`.

export const deep = {
  /** Several agents have run in this iteration: shared memory is shared. */
  on: false,
  /** What `$.enter`, `$.construct` and their kin have just returned is a generator, to be entered by `yield*`. */
  in: false,
  /** A deep file has been loaded. Until then nobody looks for twins. */
  loaded: false,
};
