// Packages that tests are written with, in a project of their own: their waits and time-outs prove nothing about the code, what they prepare once
// is no left-over state, and timers that they ask for in their own ways are under control.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type JestRun, ROOT, runJestIn } from './run-jest';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "private": true }',
  'jest.config.js':
    "module.exports = { preset: 'lockstep', globals: { lockstep: { iterations: 200, timeBudget: 0 } } };",
  // Keeps `setTimeout` in a variable, polls, and gives up in the callback that polls.
  'node_modules/wait-for-expect/index.js': `
    const { setTimeout } = globalThis;
    module.exports = (look, timeout = 1000, interval = 50) => {
      let left = Math.ceil(timeout / interval);
      return new Promise((resolve, reject) => {
        const poll = () => {
          try {
            look();
            resolve();
          } catch (error) {
            if (left-- === 0) reject(error);
            else setTimeout(poll, interval);
          }
        };
        setTimeout(poll, 0);
      });
    };`,
  // Sleeps for the whole time beside its polls, and throws behind that.
  'node_modules/async-wait-until/index.js': `
    exports.waitUntil = async (look, timeout = 900) => {
      let over = false;
      const limit = new Promise((resolve) => setTimeout(resolve, timeout)).then(() => { over = true; });
      for (;;) {
        if (look()) return;
        await Promise.race([limit, new Promise((resolve) => setTimeout(resolve, 50))]);
        if (over) throw new Error('gave up');
      }
    };`,
  // Prepares something once, and goes another way from then on.
  'node_modules/@testing-library/user-event/index.js': `
    const state = { prepared: false };
    exports.click = async (work) => {
      if (!state.prepared) {
        state.prepared = true;
        await work();
      }
      await work();
    };`,
  // As React's act does.
  'node_modules/react/index.js': `
    const name = ('require' + Math.random()).slice(0, 7);
    exports.turn = () => new Promise((resolve) => module[name]('timers').setImmediate(resolve));`,
  'store.js': `
    exports.store = (api) => {
      const store = { value: null };
      store.load = async () => { store.value = await api(); };
      return store;
    };`,
  'tools.test.js': `
    const waitForExpect = require('wait-for-expect');
    const { waitUntil } = require('async-wait-until');
    const { click } = require('@testing-library/user-event');
    const { turn } = require('react');
    const { store } = require('./store');
    const one = async () => 1;
    ctest('a poll in a variable', async () => {
      const s = store(one);
      s.load();
      await waitForExpect(() => expect(s.value).toBe(1));
    });
    ctest('a poll that never succeeds', async () => {
      const s = store(async () => 2);
      s.load();
      await waitForExpect(() => expect(s.value).toBe(1));
    });
    ctest('a limit beside polls', async () => {
      const s = store(one);
      s.load();
      await waitUntil(() => s.value === 1);
    });
    ctest('prepared once', async () => {
      const s = store(one);
      await Promise.all([click(s.load), click(s.load)]);
      expect(s.value).toBe(1);
    });
    ctest('a module by a computed name', { uncontrolled: 'error' }, async () => {
      const s = store(one);
      await Promise.all([s.load(), turn()]);
      expect(s.value).toBe(1);
    });`,
};

let run: JestRun;

beforeAll(() => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'lockstep-tools-'));
  try {
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    symlinkSync(ROOT, join(folder, 'node_modules', 'lockstep'), 'dir');
    run = runJestIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

it('what is right passes, and what never comes is found', () => {
  const failed = [...run.tests].filter(([, { status }]) => status !== 'passed').map(([name]) => name);
  expect(run.tests.size).toBe(5);
  expect(failed).toEqual(['a poll that never succeeds']);
  expect(run.tests.get('a poll that never succeeds')?.message).toMatch(/Expected: 1\s+Received: 2/);
});

it('what a tool prepares once does not make the run go on with fresh modules', () => {
  expect(run.output).toMatch(/prepared once: 200 schedules/);
  expect(run.output).not.toContain('left over');
});
