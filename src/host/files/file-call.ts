// An asynchronous call of a function of files: an operation that is pending until it is chosen, since no disk answers within the step that
// asks. When it takes effect, its answer comes at once or late, by choice: others may see the effect before the caller knows.

import { addPending, adopt, newGeneration } from '../../engine/pending';
import { isLate } from '../../engine/questions';
import { simulation } from '../../engine/simulation';
import { Strand } from '../../engine/strand';
import type { Files } from './files';

/** What a call does, in steps between which others may come: yields behind each, returns the result. */
export type Steps = Generator<void, unknown>;
export type Effects = (site: () => number) => Steps;

export class FileCall extends Strand {
  private readonly effects: Steps;
  private placed: boolean;

  /**
   * @param call the function, without `Sync`
   * @param label what reports call it: `fs.readFile`
   * @param site where it was called; -1: where it is awaited
   */
  constructor(
    private readonly files: Files,
    private readonly call: string,
    private readonly label: string,
    site: number,
    effects: Effects,
    private readonly settle: (threw: boolean, value: unknown) => void,
  ) {
    super(simulation.agent.current, newGeneration(), site === -1 ? (simulation.agent.current?.site ?? -1) : site);
    this.placed = site !== -1;
    this.effects = effects(() => this.site);
    adopt(this);
    addPending(this, 'operation', this.site);
  }

  override get name(): string {
    return this.label;
  }

  override place(site: number): void {
    if (this.placed) return;
    this.placed = true;
    this.site = site;
  }

  override fire(): void {
    let result: IteratorResult<void, unknown>;
    do {
      if (this.files.crashed || this.files.mayCrash(this.call)) {
        this.done = true;
        return;
      }
      try {
        result = this.effects.next();
      } catch (error) {
        this.end(true, error);
        return;
      }
      if (result.done) {
        this.end(false, result.value);
        return;
      }
    } while (!isLate(this, 'operation', this.site));
    addPending(this, 'operation', this.site);
  }

  private end(threw: boolean, value: unknown): void {
    this.done = true;
    this.settle(threw, value);
  }
}
