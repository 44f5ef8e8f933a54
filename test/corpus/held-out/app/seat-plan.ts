// Gives out seats that nobody has, as an array of taken ones.

export class SeatPlan {
  taken: number[] = [];

  constructor(private readonly confirm: (seat: number) => Promise<void>) {}

  async book(): Promise<number> {
    let seat = 1;
    while (this.taken.includes(seat)) seat++;
    await this.confirm(seat);
    this.taken.push(seat);
    return seat;
  }
}
