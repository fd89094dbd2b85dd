// What went over the wire, a line an APDU, fit to be shown to others: no PIN is in it.

/** VERIFY, CHANGE REFERENCE DATA, CHANGE KEY. */
const secretInstructions: readonly number[] = [0x20, 0x24, 0x32]

/** `> command < answer` in hex; the data of commands that carry a PIN as `**`. */
export function traceLine(command: Uint8Array, answer: Uint8Array): string {
  const secret = secretInstructions.includes(command[1] ?? 0)
  const sent = [...command].map((byte, index) => (secret && index > 4 ? '**' : hex(byte))).join('')
  return `> ${sent} < ${[...answer].map(hex).join('')}`
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0').toUpperCase()
}
