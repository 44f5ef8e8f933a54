// The files of the simulation: real, or in memory. State lives here and in the `Memory` of the iteration.

import { findContext } from '../../engine/async-context';
import { dataChoice } from '../../engine/questions';
import { OUTSIDE, simulation } from '../../engine/simulation';
import { changesFiles } from './calls';
import { chooseFault, faultError, tornArguments } from './faults';
import { type Loader, loader, loadMemfs } from './memfs';
import { type Logged, Memory } from './memory';
import type { FileSettings } from './settings';

/** One call in so many is the last before a crash, where choices are drawn at random. */
const CRASH_RARITY = 8;
/** A file that is lost in a crash is as it was, as it is, or has the first part of what is new. */
const KEPT = 0;
const OLD = 1;
const PARTS = 8;

/** Code that a crash may end: a machine of its own. */
export class Machine {
  crashed = false;

  constructor(readonly onCrash: () => void) {}
}

export class Files {
  /** How memfs is loaded; the preset sets it. */
  load: Loader = loader;
  private volume: ReturnType<typeof loadMemfs> | null = null;
  private settings: FileSettings | null = null;
  private memory: Memory | null = null;
  private readonly machines = {};

  /** What the next iteration has: files in memory, or null. */
  use(settings: FileSettings | null): void {
    this.settings = settings;
  }

  /** Whether calls are those of files in memory. */
  get active(): boolean {
    return this.settings !== null && simulation.mode !== OUTSIDE;
  }

  /** An iteration begins or is over. */
  reset(): void {
    if (this.memory !== null) this.memory = null;
  }

  owns(descriptor: unknown): boolean {
    return this.current.owns(descriptor);
  }

  /** What async contexts hold machines under. */
  get storage(): object {
    return this.machines;
  }

  /** Whether the running code is on a machine that has crashed. */
  get crashed(): boolean {
    return this.machine?.crashed === true;
  }

  /** @param random draws the names of temporary folders */
  constructor(private readonly random: () => number) {}

  /** From now on something may crash. */
  expectCrash(): void {
    this.current.unsynced ??= new Map();
  }

  /**
   * Runs a function of `fs`; it may meet a fault.
   * @param name without `Sync`
   */
  call(name: string, args: readonly unknown[], site: number, logged: Logged = 'all'): unknown {
    const { current } = this;
    const { faults } = this.settings as FileSettings;
    const onDescriptor = typeof args[0] === 'number';
    const fault = faults.length === 0 ? null : chooseFault(name, onDescriptor, faults);
    if (fault === null) return current.call(name, args, site, logged);
    if (fault !== 'torn') throw faultError(name, fault, args[0]);
    const torn = tornArguments(name, args);
    if (torn === null) return current.call(name, args, site, logged);
    const result = current.call(name, torn, site, logged);
    if (name === 'write') return result;
    throw faultError(name, 'ENOSPC', undefined);
  }

  /**
   * Whether the machine crashes now.
   * @param name of the call that is about to take effect; null at the end
   */
  mayCrash(name: string | null): boolean {
    const { machine } = this;
    if (machine === null || machine.crashed || (name !== null && !changesFiles(name))) return false;
    if (dataChoice(CRASH_RARITY) !== CRASH_RARITY - 1) return false;
    machine.crashed = true;
    this.crash();
    machine.onCrash();
    return true;
  }

  /** Closes a descriptor that a call has opened for itself: no fault, no choice. */
  close(descriptor: unknown): void {
    this.current.call('close', [descriptor], -1, 'nothing');
  }

  logEmptied(path: unknown, site: number): void {
    this.current.logEmptied(path, site);
  }

  private crash(): void {
    const { current } = this;
    for (const { path, data, durable } of [...current.lost()]) {
      const fate = dataChoice(PARTS + 1);
      if (fate === KEPT) continue;
      const part = Math.floor((data.length * (fate - OLD)) / PARTS);
      current.restore(path, fate === OLD ? durable : data.subarray(0, part));
    }
    current.closeAll();
    current.unsynced?.clear();
  }

  private get machine(): Machine | null {
    const entry = findContext(simulation.agent.context, this.machines);
    return entry === null ? null : (entry.store as Machine);
  }

  private get current(): Memory {
    if (this.memory === null) {
      this.volume ??= loadMemfs(this.load);
      const { files, real } = this.settings as FileSettings;
      this.memory = new Memory(new this.volume(), real, this.random, files);
    }
    return this.memory;
  }
}
