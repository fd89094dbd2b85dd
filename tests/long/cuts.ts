// The long run of power cuts: node tests/long/long.ts cuts [DISKS A KIND] [SEED].
import { cutPower } from '../support/powerCut/cuts.ts'

export async function longCuts(disks = 200, seed = Date.now() % 2 ** 31): Promise<void> {
  const begun = new Date()
  const { moments, opened, byKind } = await cutPower(disks, seed)
  const seconds = Math.round((Date.now() - begun.getTime()) / 1000)
  process.stdout.write(
    `${begun.toISOString()}: ${opened} disks opened of ${moments} moments of ${byKind.size} kinds of writes; seed ${seed}, ${seconds} s\n`,
  )
}
