// Loads modules with what they need, each once. Two that need each other wait for each other.

export class Loader {
  private readonly loading = new Map<string, Promise<string>>();

  constructor(
    private readonly needs: Readonly<Record<string, readonly string[]>>,
    private readonly fetch: (name: string) => Promise<string>,
  ) {}

  load(name: string): Promise<string> {
    let promise = this.loading.get(name);
    if (promise === undefined) {
      promise = this.loadAnew(name);
      this.loading.set(name, promise);
    }
    return promise;
  }

  private async loadAnew(name: string): Promise<string> {
    const source = await this.fetch(name);
    for (const need of this.needs[name] ?? []) await this.load(need);
    return source;
  }
}
