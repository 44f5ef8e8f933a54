// Colour in reports, only where the reader's stream wants it.

import { styleText } from 'node:util';

export type Paint = (style: 'bold' | 'dim' | 'red' | 'yellow' | 'cyan', text: string) => string;

/** @param colour whether to colour at all */
export function painter(colour: boolean): Paint {
  if (!colour) return (_, text) => text;
  // Later versions of Node look at stdout themselves, unless they are told not to. But `wantsColour` has decided already.
  const always = { validateStream: false } as never;
  return (style, text) => styleText(style, text, always);
}

/**
 * Whether text written to `stream` should be coloured: `FORCE_COLOR` and `NO_COLOR` decide, else whether it is a terminal.
 */
export function wantsColour(
  stream: { readonly isTTY?: boolean } | undefined,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none } = environment;
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  if (none !== undefined && none !== '') return false;
  return stream?.isTTY === true;
}
