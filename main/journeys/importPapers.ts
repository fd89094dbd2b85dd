// Keeping files that the person has as papers: all of them are read first, then all are kept or none. No network.
import { basename } from 'node:path'
import type { Paper, ReadPaper } from '../../preload/shapes/papers.ts'
import type { Trust } from '../certificates/trust.ts'
import { readBounded } from '../documents/chosen.ts'
import { documentKind } from '../documents/kind.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { mustTakePapers } from '../drawer/store/bounds.ts'
import { fail } from '../failure.ts'
import { paperTrust } from '../papers/kept.ts'
import { paperName } from '../papers/names.ts'
import { isPng } from '../papers/pictureCode.ts'
import { readApart } from '../papers/readApart.ts'
import { plainPicture } from '../pictures/plainPicture.ts'
import type { Ports } from '../ports.ts'

export interface ImportPapers {
  readonly drawer: Drawer
  readonly trust: Trust
  readonly signal: AbortSignal
  /** Absolute. */
  readonly paths: readonly string[]
}

/** 20 MiB. */
const mostPaperBytes = 20 * 1024 * 1024

interface Given {
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
  /** Of a picture: what its camera or a program wrote into it. */
  readonly takenOut: boolean
}

/**
 * @throws paper.notUnderstood, paper.broken, paper.tooLarge, paper.full, paper.holdsNumber, paper.unread, document.*,
 * file.unreadable; nothing is kept then
 */
export async function importPapers(
  ports: Pick<Ports, 'now' | 'startVerifierProcess'>,
  { drawer, trust, signal, paths }: ImportPapers,
): Promise<Paper[]> {
  const given: Given[] = []
  for (const path of paths) {
    const chosen = await readBounded(path)
    if (chosen.length > mostPaperBytes) fail({ code: 'paper.tooLarge' })
    const media = mediaOf(chosen)
    const plain = plainPicture(media, chosen) ?? fail({ code: 'paper.broken', detail: 'PNG' })
    given.push({ name: basename(path).slice(0, 300), media, ...plain })
  }
  const at = ports.now()
  const answers = await readApart(
    { ...ports, signal },
    given.map(({ bytes }) => bytes),
    await paperTrust(drawer, trust),
    at,
  )
  const read = given.map(({ name }, index): ReadPaper => {
    const answer = answers[index] ?? fail({ code: 'paper.unread' })
    if ('failure' in answer)
      return fail(answer.failure.code === 'paper.notUnderstood' ? { ...answer.failure, name } : answer.failure)
    return answer.holdsNumber ? fail({ code: 'paper.holdsNumber', name }) : answer.read
  })
  mustTakePapers(
    'files',
    await drawer.papers(),
    given.map(({ bytes }) => bytes.length),
  )
  const kept: Paper[] = []
  for (const [index, { name, media, bytes, takenOut }] of given.entries()) {
    const { kind, sheet } = read[index] ?? fail({ code: 'paper.unread' })
    const source = { from: 'file', name } as const
    const about = {
      kind,
      name: paperName(kind, sheet, name),
      media,
      source,
      receivedAt: at.toISOString(),
      ...(takenOut ? { dataTakenOut: true as const } : {}),
    }
    kept.push(await drawer.keepPaper(about, bytes))
  }
  await drawer.record({
    at: at.toISOString(),
    act: 'receive',
    outcome: 'done',
    party: given
      .map(({ name }) => name)
      .join('、')
      .slice(0, 300),
    items: kept.map(({ name }) => ({ credential: name, attributes: [] })),
  })
  return kept
}

function mediaOf(bytes: Uint8Array): string {
  if (documentKind(bytes) === 'pdf') return 'application/pdf'
  if (isPng(bytes)) return 'image/png'
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  return start.startsWith('<')
    ? 'application/xml'
    : start.startsWith('{') || start.startsWith('[')
      ? 'application/json'
      : 'text/plain'
}
