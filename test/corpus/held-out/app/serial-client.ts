// Requests go one after another. One that finds the token expired refreshes it, by a request.

export class SerialClient {
  private tail: Promise<unknown> = Promise.resolve();
  token: string | null = 'first';

  constructor(private readonly send: (path: string) => Promise<string>) {}

  request(path: string): Promise<string> {
    const work = this.tail.then(async () => {
      if (this.token === null) this.token = await this.request('/token');
      return this.send(path);
    });
    this.tail = work.catch(() => {});
    return work;
  }

  expire(): void {
    this.token = null;
  }
}
