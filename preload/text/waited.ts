// A time to wait, in words.
import { minutesCounted } from './counters.ts'

/** @param seconds more than nothing */
function parts(seconds: number): { readonly minutes: number; readonly seconds: number } {
  const whole = Math.ceil(seconds)
  return whole < 120 ? { minutes: 0, seconds: whole } : { minutes: Math.ceil(whole / 60), seconds: 0 }
}

/** The Japanese carries readings, see ruby.ts. */
export const waited: Readonly<Record<'ja' | 'en', (seconds: number) => string>> = {
  ja: (time) => {
    const { minutes, seconds } = parts(time)
    return minutes > 0 ? ` ${minutes} ${minutesCounted(minutes)}` : ` ${seconds} {秒|びょう}`
  },
  en: (time) => {
    const { minutes, seconds } = parts(time)
    return minutes > 0 ? `${minutes} minutes` : seconds === 1 ? '1 second' : `${seconds} seconds`
  },
}
