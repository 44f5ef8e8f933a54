// A wallet that looks the fee up between reading and writing its balance.

export interface Fees {
  feeFor(amount: number): Promise<number>;
}

export class Wallet {
  #balance: number;
  readonly #fees: Fees;

  constructor(balance: number, fees: Fees) {
    this.#balance = balance;
    this.#fees = fees;
  }

  get balance(): number {
    return this.#balance;
  }

  async pay(amount: number): Promise<void> {
    const before = this.#balance;
    const fee = await this.#fees.feeFor(amount);
    this.#balance = before - amount - fee;
  }
}
