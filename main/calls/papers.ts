import type { Handlers } from '../../preload/contract.ts'
import type { Paper, PaperDetail, ReadPaper } from '../../preload/shapes/papers.ts'
import { saveAs } from '../documents/saveAs.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { fetchRecords } from '../journeys/fetchRecords.ts'
import { importPapers } from '../journeys/importPapers.ts'
import { keepIssuerKeys } from '../journeys/keepIssuerKeys.ts'
import { healthCardIssuers } from '../papers/issuerKeys.ts'
import { measuredSeries, ofSamePerson, paperTrust } from '../papers/kept.ts'
import { fileName } from '../papers/names.ts'
import { addressOf, type CodeTrust, readPaperCode } from '../papers/paperCode.ts'
import { readApart } from '../papers/readApart.ts'
import { knownPortal } from '../portal/knownPortal.ts'
import type { Room } from './room.ts'

const titles = {
  import: { ja: 'しまう書類を選ぶ', en: 'Choose papers to keep' },
  save: { ja: '書類の保存先', en: 'Where to save the paper' },
} as const
const mostAtOnce = 20

export function papersCalls(room: Room): Handlers['papers'] {
  const { at, bench, desk, emit, language, portal, ports, trust } = room

  /** Looking at what is kept is nobody's one piece of work: it runs beside it, and ends at lock. */
  let reading = new AbortController()
  room.onLock(() => {
    reading.abort()
    reading = new AbortController()
  })

  const listed = async (drawer: Drawer): Promise<Paper[]> =>
    (await drawer.papers()).filter(({ kind }) => kind !== 'attachment')
  async function tell(drawer: Drawer): Promise<Paper[]> {
    const papers = await listed(drawer)
    emit('papers.listChanged', { all: papers.length })
    return papers
  }
  const believed = () => healthCardIssuers(trust.realm, knownPortal(portal))
  const codeTrust = async (): Promise<CodeTrust> => ({
    realm: trust.realm,
    origin: knownPortal(portal)?.origin,
    issuers: trust.issuers,
    issuerKeys: (await paperTrust(desk.open().drawer, trust)).issuerKeys,
  })

  /** What cannot be read is undefined. */
  async function readAll(
    drawer: Drawer,
    signal: AbortSignal,
    bytes: readonly Uint8Array[],
  ): Promise<(ReadPaper | undefined)[]> {
    const apart = { startVerifierProcess: ports.startVerifierProcess, signal }
    const answers = await readApart(apart, bytes, await paperTrust(drawer, trust), ports.now())
    return answers.map((answer) => ('read' in answer ? answer.read : undefined))
  }
  async function detail(drawer: Drawer, signal: AbortSignal, id: string): Promise<PaperDetail> {
    const { paper, bytes } = await drawer.paper(id)
    const [read = null] = await readAll(drawer, signal, [bytes])
    return { paper, read: read === null ? null : asKept(paper, read), checkedAt: at() }
  }

  return {
    list: async () => listed(desk.open().drawer),
    open: ({ id }) => detail(desk.open().drawer, reading.signal, id),
    content: async ({ id }) => {
      const { paper, bytes } = await desk.open().drawer.paper(id)
      if (paper.media !== 'application/pdf') fail({ code: 'document.notPdf' })
      return { bytes: Buffer.from(bytes).toString('base64') }
    },
    import: () =>
      bench.run(async (work) => {
        const { drawer } = desk.open()
        await drawer.mayAct('receive', at())
        const paths = await ports.files.choose({ title: titles.import[await language()], several: true })
        if (paths.length === 0) return []
        if (paths.length > mostAtOnce) fail({ code: 'file.tooMany', most: mostAtOnce })
        work.step('readingPapers')
        const given = { drawer, trust, signal: work.signal, paths }
        const kept = await importPapers(ports, given)
        await tell(drawer)
        return kept
      }),
    save: async ({ id }) => {
      const spoken = await language()
      const { paper, bytes } = await desk.open().drawer.paper(id)
      return saveAs(ports.files, { title: titles.save[spoken], name: fileName(paper, spoken), content: bytes })
    },
    remove: async ({ id }) => {
      const { drawer } = desk.open()
      await drawer.removePaper(id, at())
      return tell(drawer)
    },
    fetch: ({ records, mandateId }) =>
      bench.run(async (work) => {
        work.step('fetchingRecords', 0)
        const { drawer } = desk.open()
        const atPortal = { drawer, profile: portal(), believed: believed() }
        const told = fetchRecords(room.abortable(work), {
          ...atPortal,
          trust,
          language: await language(),
          records: [...new Set(records)],
          mandateId,
          signal: work.signal,
          step: (percent) => work.step('fetchingRecords', percent),
        })
        // What had come before a failure or a cancel is there.
        return told.finally(() => tell(drawer))
      }),
    measured: async ({ id }) => {
      const { drawer } = desk.open()
      const checkups = (await drawer.papers()).filter(({ kind }) => kind === 'checkup').slice(0, 100)
      const bytes = []
      for (const one of checkups) bytes.push((await drawer.paper(one.id)).bytes)
      const read = await readAll(drawer, reading.signal, bytes)
      const all = checkups.flatMap((paper, index) => {
        const one = read[index]
        return one === undefined ? [] : [{ paper, read: one }]
      })
      return measuredSeries(ofSamePerson(all, id))
    },
    askKey: ({ id }) =>
      bench.run(async (work) => {
        const { drawer } = desk.open()
        work.step('askingPortal')
        const { read } = await detail(drawer, work.signal, id)
        await keepIssuerKeys(room.abortable(work), { drawer, believed: believed() }, read === null ? [] : [read])
        return detail(drawer, work.signal, id)
      }),
    code: async ({ code }) => readPaperCode(code, await codeTrust(), ports.now()),
    openOriginal: async ({ code }) => ports.openInBrowser(addressOf(code, await codeTrust())),
  }
}

/** What the portal said it is counts where the bytes do not tell (a PDF). */
const asKept = (paper: Paper, read: ReadPaper): ReadPaper =>
  read.kind === 'other' ? { ...read, kind: paper.kind } : read
