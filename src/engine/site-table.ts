// The registry of instrumented files and their sites.

import { fnv1a } from './fnv';
import { ForeignSites } from './foreign-sites';
import type { FileInfo, Site, SiteKind } from './sites';

/** What the code at a site is. */
export const OWN = 0;
export const ENVIRONMENT = 1;
export const DEPENDENCY = 2;
/** What the test is written with: it drives the code under test, and waits for it. */
export const TOOL = 3;

/** What a file is, beside where it lies. */
export type FileRole = 'environment' | 'tool' | 'code';

type Classifier = (name: string) => FileRole;

/** Version of the contract between instrumented code and the runtime. */
export const ABI = 1;

/** Entries per site in `FileInfo.s`. */
const STRIDE = 5;

interface File {
  readonly info: FileInfo;
  readonly base: number;
  readonly count: number;
  role: FileRole;
}

function originOf({ info, role }: File): number {
  if (role === 'environment') return ENVIRONMENT;
  if (role === 'tool') return TOOL;
  return /(?:^|\/)node_modules\//.test(info.name) ? DEPENDENCY : OWN;
}

class SiteTable {
  readonly foreign = new ForeignSites();
  /** By site: OWN, ENVIRONMENT, DEPENDENCY or TOOL. A field, because every await of no promise reads it. */
  origins = new Uint8Array(1024);
  /** Keys by site, 0 where none was asked for: to make one takes a microsecond, and lateness by site asks for each operation. */
  private keys = new Int32Array(1024);
  private files: File[] = [];
  private readonly byName = new Map<string, File>();
  private size = 0;
  private latest: File | null = null;
  /** Names of the files of tools. */
  private readonly tools: string[] = [];
  /** Sites of time-outs that only give up. */
  private readonly deadlines = new Set<number>();
  /** Decides what a file is; set by the preset. */
  private classifier: Classifier = () => 'code';

  /** `$.file`: registers a file when it is loaded; the same file loaded again (a fresh module registry) keeps its ids. */
  add(info: FileInfo): number {
    if (info.v !== ABI)
      throw new Error(
        `lockstep: ${info.name} was compiled for version ${String(info.v)} of the runtime's interface, this is version ${ABI}. ` +
          'Install matching versions of lockstep and babel-plugin-lockstep and clear the transform cache (jest --clearCache).',
      );
    const known = this.byName.get(info.name);
    if (known !== undefined && known.info.hash === info.hash && known.info.s.length === info.s.length) {
      this.latest = known;
      return known.base;
    }
    const count = info.s.length / STRIDE;
    const file: File = { info, base: this.size, count, role: 'code' };
    this.size += count;
    this.files.push(file);
    this.byName.set(info.name, file);
    if (this.size > this.origins.length) {
      const larger = new Uint8Array(Math.max(this.size, this.origins.length * 2));
      larger.set(this.origins);
      this.origins = larger;
      const keys = new Int32Array(larger.length);
      keys.set(this.keys);
      this.keys = keys;
    }
    for (let i = 0; i < count; i++) if (info.s[i * STRIDE] === 'd') this.deadlines.add(file.base + i);
    this.mark(file);
    this.latest = file;
    return file.base;
  }

  /** Says what files are, those included that are loaded already. The preset calls it. */
  classifyWith(classifier: Classifier): void {
    this.classifier = classifier;
    for (const file of this.files) this.mark(file);
  }

  /** Whether the file that was registered last, and got this base, is environment code. A file may have no sites at all. */
  isEnvironmentFile(base: number): boolean {
    const file = this.latest;
    return file !== null && file.base === base && file.role === 'environment';
  }

  /** Whether an operation at the site lies in environment code. */
  isEnvironment(site: number): boolean {
    return site >= 0 && this.origins[site] === ENVIRONMENT;
  }

  /** Whether the site lies in the test, its fakes, or what it is written with. */
  isOfTheTest(site: number): boolean {
    const origin = site < 0 ? OWN : this.origins[site];
    return origin === ENVIRONMENT || origin === TOOL;
  }

  /** Whether there are files of tools that tests are written with. */
  get hasTools(): boolean {
    return this.tools.length > 0;
  }

  /** Whether the file at an absolute path is one of them. */
  isToolFile(path: string): boolean {
    return this.tools.some((name) => path.endsWith(`/${name}`));
  }

  /** Whether the site lies in a tool that the test is written with. */
  isOfTool(site: number): boolean {
    return site >= 0 && this.origins[site] === TOOL;
  }

  /** Whether the site is a time-out by which the test gives up. */
  isDeadlineOfTheTest(site: number): boolean {
    return this.deadlines.has(site) && this.isOfTheTest(site);
  }

  private mark(file: File): void {
    const { info, base, count } = file;
    if (info.env === undefined) file.role = this.classifier(info.name);
    else file.role = info.env === 1 ? 'environment' : 'code';
    if (file.role === 'tool') this.tools.push(info.name);
    this.origins.fill(originOf(file), base, base + count);
  }

  private fileOf(id: number): File | null {
    // Files are in ascending order of base.
    let low = 0;
    let high = this.files.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const file = this.files[middle] as File;
      if (id < file.base) high = middle - 1;
      else if (id >= file.base + file.count) low = middle + 1;
      else return file;
    }
    return null;
  }

  /** The site with this id; null if there is none. */
  site(id: number): Site | null {
    if (id < -1) return this.foreign.site(id);
    const file = this.fileOf(id);
    if (file === null) return null;
    const at = (id - file.base) * STRIDE;
    const { s, name } = file.info;
    return {
      file: name,
      kind: s[at] as SiteKind,
      line: s[at + 1] as number,
      column: s[at + 2] as number,
      function: s[at + 3] as string,
      text: s[at + 4] as string,
    };
  }

  /** `file:line:column` (column 1-based, as editors count), or ''. */
  describe(id: number): string {
    const site = this.site(id);
    return site === null ? '' : `${site.file}:${site.line}:${site.column + 1}`;
  }

  /** 32 bits made of the site's file, position and kind, the same whatever was loaded before; 0 for -1. */
  key(id: number): number {
    if (id < 0) return 0;
    const known = this.keys[id];
    return known === undefined || known === 0 ? this.makeKey(id) : known;
  }

  private makeKey(id: number): number {
    const site = this.site(id);
    if (site === null) return 0;
    const key = fnv1a(`${site.file}:${site.line}:${site.column}:${site.kind}`);
    this.keys[id] = key;
    return key;
  }

  /** A token for the file of a site, the identity under which its variables are logged. */
  fileToken(id: number): object | null {
    return this.fileOf(id);
  }

  /** All registered files. */
  list(): readonly { readonly name: string; readonly hash: string; readonly environment: boolean }[] {
    return this.files.map(({ info, role }) => ({
      name: info.name,
      hash: info.hash,
      environment: role === 'environment',
    }));
  }

  /** Names of the files of some origins. */
  filesOf(...origins: readonly number[]): Set<string> {
    return new Set(this.files.filter((file) => origins.includes(originOf(file))).map(({ info }) => info.name));
  }
}

export const siteTable = new SiteTable();
