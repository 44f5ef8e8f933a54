// The picture of a history as a file: whole or not at all.

import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { drawHtml } from '../checkers/pictures';
import type { CheckedFile } from './check';
import { CommandError } from './command-error';

/** @throws CommandError `no-history` if the file cannot be written */
export function writePicture(path: string, { file, history, result, core }: CheckedFile): void {
  const temporary = `${path}.${process.pid}.tmp`;
  const page = drawHtml(history, result, { title: file, core });
  try {
    writeFileSync(temporary, page);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw new CommandError('no-history', `The picture ${path} cannot be written: ${(error as Error).message}.`);
  }
}
