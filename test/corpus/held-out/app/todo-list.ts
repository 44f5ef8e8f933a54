// Optimistic changes, rolled back to what was there when they began.

export interface Todo {
  readonly title: string;
  readonly done: boolean;
}

export class TodoList {
  items: readonly Todo[];

  constructor(
    titles: readonly string[],
    private readonly save: (todo: Todo) => Promise<void>,
  ) {
    this.items = titles.map((title) => ({ title, done: false }));
  }

  async check(title: string): Promise<void> {
    const snapshot = this.items;
    this.items = this.items.map((todo) => (todo.title === title ? { ...todo, done: true } : todo));
    try {
      await this.save({ title, done: true });
    } catch {
      this.items = snapshot;
    }
  }
}
