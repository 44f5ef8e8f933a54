// Some packages keep state in their modules (a cached clock, ports that were given away): every schedule needs a fresh copy of them.

/** Loads a module as if for the first time. */
export function freshModule<Library>(specifier: string): Library {
  const loaded: Library[] = [];
  jest.isolateModules(() => loaded.push(require(specifier)));
  const [library] = loaded;
  if (library === undefined) throw new Error(`${specifier} could not be loaded.`);
  return library;
}
