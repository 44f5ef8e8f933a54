// Objects for `simulate` in which every value is written once: what the polynomial checks decide.

/** Reads and writes of one register. */
function distinctRegister() {
  let state = null;
  return {
    draw: (draw, number) => (draw(2) === 0 ? { f: 'read' } : { f: 'write', input: number }),
    apply({ f, input }) {
      if (f === 'read') return { output: state };
      state = input;
      return {};
    },
  };
}

/** Every token is appended once, and a read gives them all: cut back by a `put` now and then, or texts would grow for ever. */
function appendRegister() {
  let state = '';
  return {
    draw(draw, number) {
      if (draw(2) === 0) return { f: 'get' };
      return { f: draw(32) === 0 ? 'put' : 'append', input: `<${number}>` };
    },
    apply({ f, input }) {
      if (f === 'get') return { output: state };
      state = f === 'put' ? input : state + input;
      return {};
    },
  };
}

/** @param remove takes an element out of the array and returns it */
function container(words, remove) {
  const elements = [];
  return {
    draw: (draw, number) => (draw(2) === 0 ? { f: words.remove } : { f: words.insert, input: number }),
    apply({ f, input }) {
      if (f === words.insert) {
        elements.push(input);
        return {};
      }
      return elements.length === 0 ? { outcome: 'mismatch', output: null } : { output: remove(elements) };
    },
  };
}

const queue = () => container({ insert: 'enqueue', remove: 'dequeue' }, (elements) => elements.shift());
const stack = () => container({ insert: 'push', remove: 'pop' }, (elements) => elements.pop());
const priorityQueue = () =>
  container({ insert: 'insert', remove: 'extractMin' }, (elements) => {
    const least = elements.reduce((best, element, at) => (element < elements[best] ? at : best), 0);
    return elements.splice(least, 1)[0];
  });

/** Elements are added and removed once each, and asked for in between. */
function set() {
  const elements = new Set();
  return {
    draw(draw, number) {
      const kind = draw(3);
      if (kind === 0 || number < 8) return { f: 'add', input: number };
      return { f: kind === 1 ? 'remove' : 'contains', input: number - 1 - draw(8) };
    },
    apply({ f, input }) {
      if (f === 'contains') return { output: elements.has(input) };
      if (f === 'add') {
        const isNew = !elements.has(input);
        elements.add(input);
        return { output: isNew };
      }
      return { output: elements.delete(input) };
    },
  };
}

module.exports = { appendRegister, distinctRegister, priorityQueue, queue, set, stack };
