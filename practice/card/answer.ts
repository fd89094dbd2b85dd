// Answers of the card: data and a status word.

export const ok = 0x9000

/** The data, then the status word. */
export function answer(status: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new Uint8Array(data.length + 2)
  bytes.set(data)
  bytes[data.length] = status >> 8
  bytes[data.length + 1] = status & 0xff
  return bytes
}

/** 63Cx: the tries left. */
export function triesLeft(tries: number): Uint8Array {
  return answer(0x63c0 | Math.min(tries, 15))
}
