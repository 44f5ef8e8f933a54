// Collects lines and sends them together. What comes in while it sends is lost.

export function createBatchWriter(send: (lines: readonly string[]) => Promise<void>) {
  let buffer: string[] = [];
  return {
    write(line: string) {
      buffer.push(line);
    },
    async flush() {
      if (buffer.length === 0) return;
      await send([...buffer]);
      buffer = [];
    },
  };
}
