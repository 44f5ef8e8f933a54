// Doctors leave if somebody else stays: write skew over a set.

export class Shifts {
  readonly #onCall = new Set<string>();

  constructor(
    doctors: readonly string[],
    private readonly approve: (doctor: string) => Promise<void>,
  ) {
    for (const doctor of doctors) this.#onCall.add(doctor);
  }

  async leave(doctor: string): Promise<boolean> {
    const others = [...this.#onCall].filter((one) => one !== doctor);
    if (others.length === 0) return false;
    await this.approve(doctor);
    this.#onCall.delete(doctor);
    return true;
  }

  get covered(): boolean {
    return this.#onCall.size > 0;
  }
}
