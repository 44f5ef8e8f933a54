// What an iteration has put on Node's timeline of marks and measures. It is taken off again when the iteration ends: Node would keep it for ever.

/** Node's timeline is one for the whole process. */
const native = performance as Partial<Pick<typeof performance, 'clearMarks' | 'clearMeasures'>>;

export class Timeline {
  private readonly marks = new Set<string>();
  private readonly measures = new Set<string>();

  mark(name: unknown): void {
    this.marks.add(String(name));
  }

  measure(name: unknown): void {
    this.measures.add(String(name));
  }

  clear(): void {
    if (this.marks.size !== 0) {
      for (const name of this.marks) native.clearMarks?.(name);
      this.marks.clear();
    }
    if (this.measures.size !== 0) {
      for (const name of this.measures) native.clearMeasures?.(name);
      this.measures.clear();
    }
  }
}
