// Arguments of `read` and `write` in the forms that Node takes, in the one form that a volume takes.

interface Part {
  readonly buffer?: ArrayBufferView;
  readonly offset?: number | null;
  readonly length?: number | null;
  readonly position?: number | bigint | null;
}

const BUFFER_SIZE = 16_384;

/** @returns buffer, offset, length, position */
export function readArguments(args: readonly unknown[]): [ArrayBufferView, number, number, number | null] {
  const [first, second, third, fourth] = args;
  if (!ArrayBuffer.isView(first)) {
    const part = (first ?? {}) as Part;
    return complete(part.buffer ?? Buffer.alloc(BUFFER_SIZE), part);
  }
  if (typeof second === 'object' && second !== null) return complete(first, second as Part);
  return complete(first, { offset: second, length: third, position: fourth } as Part);
}

function complete(
  buffer: ArrayBufferView,
  { offset, length, position }: Part,
): [ArrayBufferView, number, number, number | null] {
  const start = offset ?? 0;
  const at = position === undefined || position === null || Number(position) < 0 ? null : Number(position);
  return [buffer, start, length ?? buffer.byteLength - start, at];
}

/** @returns what a volume's `write` takes behind the descriptor: of a text the position and encoding, of bytes offset, length and position */
export function writeArguments(args: readonly unknown[]): unknown[] {
  const [data, second, third, fourth] = args;
  if (!ArrayBuffer.isView(data)) return [data, second ?? null, third ?? 'utf8'];
  const part =
    typeof second === 'object' && second !== null
      ? (second as Part)
      : ({ offset: second, length: third, position: fourth } as Part);
  return complete(data, part);
}
