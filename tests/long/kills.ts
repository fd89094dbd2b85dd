// The long run of kills: node tests/long/long.ts kills [KILLS] [SEED].
import { play } from '../support/kills/play.ts'

export async function longKills(kills = 1000, seed = Date.now() % 2 ** 31): Promise<void> {
  const begun = new Date()
  const tally = await play(kills, seed, ({ kills: done }) => {
    if (done % 100 === 0) process.stderr.write(`${done} of ${kills}\n`)
  })
  const seconds = Math.round((Date.now() - begun.getTime()) / 1000)
  process.stdout.write(
    `${begun.toISOString()}: killed ${tally.kills} times, ${tally.caught} of them in the middle of a write; ` +
      `${tally.acknowledged} acknowledged writes were there; seed ${seed}, ${seconds} s\n`,
  )
  for (const [kind, of] of tally.byKind)
    process.stdout.write(
      `${kind.padStart(12)}  ${of.kills} kills, ${of.caught} caught, ${of.acknowledged} acknowledged\n`,
    )
}
