// A cart whose total follows its lines, a moment later.

export class Cart {
  lines: number[] = [];
  total = 0;

  constructor(private readonly priceOf: (item: string) => Promise<number>) {}

  async add(item: string): Promise<void> {
    const price = await this.priceOf(item);
    this.lines.push(price);
    await this.recount();
  }

  private async recount(): Promise<void> {
    let sum = 0;
    for (const line of this.lines) sum += line;
    const rounded = await this.priceOf('rounding');
    this.total = sum + rounded;
  }

  invoice(): { lines: number; total: number } {
    return { lines: this.lines.length, total: this.total };
  }
}
