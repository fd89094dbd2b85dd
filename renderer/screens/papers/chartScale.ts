// Where the points of a chart lie: plain numbers, so that it can be tested without drawing.

export interface Point {
  /** YYYY-MM-DD */
  readonly on: string
  readonly value: number
}

export interface Scale {
  /** Round numbers for the lines across, the lowest first. */
  readonly ticks: readonly number[]
  readonly x: (on: string) => number
  readonly y: (value: number) => number
}

export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Days from left to right by time, values from bottom to top between round numbers around them. */
export function scaleOf(points: readonly Point[], frame: Frame): Scale {
  const times = points.map(({ on }) => Date.parse(on))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const ticks = roundTicks(Math.min(...points.map(({ value }) => value)), Math.max(...points.map(({ value }) => value)))
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)]
  return {
    ticks,
    // A single day stands in the middle.
    x: (on) =>
      last === first
        ? (frame.left + frame.right) / 2
        : frame.left + ((Date.parse(on) - first) / (last - first)) * (frame.right - frame.left),
    y: (value) => frame.bottom - ((value - low) / (high - low)) * (frame.bottom - frame.top),
  }
}

const steps = [1, 2, 5, 10] as const

/** About four steps of 1, 2 or 5 times a power of ten that enclose both. */
function roundTicks(low: number, high: number): number[] {
  const room = Math.max(high - low, Math.abs(high) * 0.02, 0.001)
  const power = 10 ** Math.floor(Math.log10(room / 4))
  const step = (steps.find((one) => one * power >= room / 4) ?? 10) * power
  const from = Math.floor(low / step)
  const to = Math.max(Math.ceil(high / step), from + 1)
  return Array.from({ length: to - from + 1 }, (_, index) => Number(((from + index) * step).toPrecision(12)))
}
