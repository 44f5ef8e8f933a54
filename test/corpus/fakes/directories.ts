// A tree of directories in memory, with the two callback functions of Node that an old mkdirp needs. Each call completes at once or late.

import { pause } from 'lockstep';

export class Directories {
  private readonly existing = new Set(['', '/', '/srv']);

  exists(path: string, callback: (exists: boolean) => void): void {
    pause(`exists ${path}`).then(() => callback(this.existing.has(path)));
  }

  mkdir(path: string, callback: (error: Error | null) => void): void {
    pause(`mkdir ${path}`).then(() => {
      if (this.existing.has(path)) {
        callback(Object.assign(new Error(`EEXIST, file exists ${path}`), { code: 'EEXIST', errno: -17 }));
        return;
      }
      this.existing.add(path);
      callback(null);
    });
  }
}
