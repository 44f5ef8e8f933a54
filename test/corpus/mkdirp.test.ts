// mkdirp 0.0.3 asks whether a directory exists, creates its parent and then the directory; that somebody else created it meanwhile is
// taken for an error (substack/node-mkdirp b412919).

import { Directories } from './fakes/directories';
import { row } from './row';

type Mkdirp = (path: string, mode: number, done: (error?: Error | null) => void) => void;

let mockDirectories = new Directories();
jest.mock('fs', () => ({
  ...jest.requireActual('fs'),
  mkdir: (path: string, _mode: number, done: (error: Error | null) => void) => mockDirectories.mkdir(path, done),
}));
// path.exists() left Node in 2014.
jest.mock('path', () => ({
  ...jest.requireActual('path'),
  exists: (path: string, done: (exists: boolean) => void) => mockDirectories.exists(path, done),
}));

row<{ mkdirp: Mkdirp }>('mkdirp', {
  invariant: 'concurrent mkdirp of one path succeeds for all',
  bug: /EEXIST, file exists/,
  toy: 86.8,
  async scenario({ mkdirp }) {
    mockDirectories = new Directories();
    const make = (path: string) =>
      new Promise<string>((resolve) => mkdirp(path, 0o755, (error) => resolve(error ? error.message : 'made')));
    const user = async () => {
      await null;
      return make('/srv/a/b');
    };
    expect(await Promise.all([user(), user()])).toEqual(['made', 'made']);
  },
});
