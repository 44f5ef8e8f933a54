// Options of strategies are checked where they are given: one that does not exist is a slip of the pen that would be ignored.

/** @throws TypeError if `options` is no object or has a name that is not among `known` */
export function refuseUnknown(strategy: string, options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(
      `Strategy '${strategy}' expects its options as an object such as { ${known[0]}: 2 }, got ${String(options)}.`,
    );
  for (const name of Object.keys(options))
    if (!known.includes(name))
      throw new TypeError(
        `Strategy '${strategy}' has no option \`${name}\`; its options are ${[...known]
          .sort()
          .map((one) => `\`${one}\``)
          .join(', ')}.`,
      );
}
