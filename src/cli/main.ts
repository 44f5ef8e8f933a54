#!/usr/bin/env node
// The program `lockstep`: the command line in this process.

import { readFileSync } from 'node:fs';
import { wantsColour } from '../report';
import { runCommandLine } from './command-line';

void runCommandLine(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  colour: wantsColour(process.stdout),
  input: () => readFileSync(0, 'utf8'),
  out: (text) => process.stdout.write(text),
  note: (text) => process.stderr.write(text),
}).then((code) => {
  process.exitCode = code;
});
