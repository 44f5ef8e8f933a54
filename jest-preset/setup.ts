// The preset's first set-up file, run inside the sandbox before any other file: installs the realm's runtime.

import { runtime } from '../src/runtime';

runtime.install();
