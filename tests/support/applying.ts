// A person who applies at the practice portal, with what they type and the card in the reader; no window.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect } from 'vitest'
import { keptApplications } from '../../main/board/kept.ts'
import { rememberCertificates } from '../../main/card/certificateFile.ts'
import { attachToDraft } from '../../main/journeys/attachToDraft.ts'
import { beginDraft, concernDraft, correctApplication, saveDraft } from '../../main/journeys/drafts.ts'
import { fillDraft } from '../../main/journeys/fillDraft.ts'
import { readCardAttributes } from '../../main/journeys/readCardData.ts'
import { refreshBoard } from '../../main/journeys/refreshBoard.ts'
import { reviewDraft } from '../../main/journeys/reviewDraft.ts'
import { sendDraft } from '../../main/journeys/sendApplication.ts'
import { formOf } from '../../practice/portal/testApplication.ts'
import { reachPortal, type TestPortal } from '../../practice/portal/testPortal.ts'
import type { Application, FormContent } from '../../preload/shapes/applications.ts'
import type { AttachFrom, Concerned, FillFrom, OpenDraft, Review, SendOutcome } from '../../preload/shapes/drafts.ts'
import { temporaryFolder } from './drawers.ts'
import { openStage, type Stage, testOrigin, testReader } from './stage.ts'

export interface Applying {
  readonly stage: Stage
  readonly portal: TestPortal
  /** Names of the PINs that were asked. */
  readonly asked: string[]
  /** Typed instead of the right PIN. */
  typed: string | undefined
  wait(ms: number): void
  begin(procedure: string, whom?: Concerned): Promise<OpenDraft>
  concern(id: string, whom: Concerned): Promise<OpenDraft>
  correct(receiptNo: string): Promise<OpenDraft>
  save(id: string, form: FormContent): Promise<OpenDraft>
  fill(id: string, from: FillFrom, only?: readonly string[]): Promise<OpenDraft>
  attach(id: string, rule: string, from: AttachFrom | { readonly path: string }): Promise<OpenDraft>
  review(id: string): Promise<Review>
  send(id: string, seen?: string): Promise<SendOutcome>
  /** What the ledger holds: act, outcome and purpose. */
  acts(): Promise<string[]>
  /** As a person does who wants to know how it stands. */
  refreshed(receiptNo: string): Promise<Application>
  where(): {
    readonly drawer: Stage['drawer']
    readonly profile: Stage['profile']
    readonly language: 'ja'
    readonly person: string
  }
  close(): Promise<void>
}

/** The same for all tests of a file; each begins with no PIN asked or mistyped. */
export async function applyingInFile(personId: string): Promise<Applying> {
  const applying = await openApplying(personId)
  afterAll(() => applying.close())
  beforeEach(() => {
    applying.asked.length = 0
    applying.typed = undefined
  })
  return applying
}

export async function openApplying(personId = 'taro'): Promise<Applying> {
  const stage = await openStage(personId)
  let clock = 0
  const now = (): Date => new Date(Date.now() + clock)
  const { person } = stage.card
  const ownMemory = rememberCertificates()
  const asker = () => ({
    ...stage.ports,
    cards: stage.cards,
    signal: new AbortController().signal,
    guard: async () => undefined,
    askSecret: async (question: Parameters<Stage['ports']['askSecret']>[0]) => {
      if (question.kind !== 'pin') throw new Error('a PIN is asked, and nothing else')
      applying.asked.push(question.pin)
      return new TextEncoder().encode(applying.typed ?? person.pins[nameOf(question.pin)] ?? '')
    },
  })
  const applying: Applying = {
    stage,
    portal: reachPortal(stage.world, testOrigin, '', (request) => stage.portal.fetch(request), now),
    asked: [],
    typed: undefined,
    wait: (ms) => {
      clock += ms
      stage.wait(ms)
    },
    where: () => ({ drawer: stage.drawer, profile: stage.profile, language: 'ja', person: person.name.kanji }),
    begin: (procedure, whom = { kind: 'self' }) => beginDraft(stage.ports, applying.where(), { procedure, whom }),
    concern: (id, whom) => concernDraft(stage.ports, applying.where(), { id, whom }),
    correct: (receiptNo) => correctApplication(stage.ports, applying.where(), receiptNo),
    save: (id, form) => saveDraft(stage.ports, applying.where(), { id, form }),
    fill: (id, from, only) =>
      fillDraft(stage.ports, applying.where(), {
        id,
        from,
        only,
        readCard: () =>
          readCardAttributes(
            {
              asker: asker(),
              step: () => undefined,
              startPictureProcess: () => expect.unreachable(),
              authorities: stage.trust.cardAuthorities ?? [],
              reader: testReader,
            },
            'pin',
          ),
      }),
    attach: async (id, rule, from) => {
      const [wanted, path] = 'path' in from ? [{ kind: 'file' as const }, from.path] : [from, undefined]
      const open = await attachToDraft(stage.ports, applying.where(), {
        id,
        rule,
        from: wanted,
        chooseFile: async () => path,
      })
      if (open === null) throw new Error('nothing was attached')
      return open
    },
    review: (id) => reviewDraft(stage.ports, applying.where(), id),
    send: async (id, seen) =>
      sendDraft(asker(), {
        ...applying.where(),
        id,
        seen: seen ?? (await applying.review(id)).seen,
        trust: stage.trust,
        reader: () => testReader,
        ownMemory,
        step: () => undefined,
      }),
    acts: async () =>
      (await stage.drawer.ledger()).map(({ act, outcome, purpose }) => `${act} ${outcome} ${purpose ?? ''}`.trim()),
    refreshed: async (receiptNo) => {
      await refreshBoard(stage.ports, { ...applying.where(), step: () => undefined })
      const found = (await keptApplications(stage.drawer, stage.profile.id)).find((one) => one.receiptNo === receiptNo)
      if (found === undefined) throw new Error('the portal does not tell of it')
      return found
    },
    close: () => stage.close(),
  }
  await stage.logIn()
  return applying
}

function nameOf(pin: string): 'authentication' | 'signature' | 'input' {
  return pin === 'signature' || pin === 'input' ? pin : 'authentication'
}

/** The receipt of what was sent; fails the test where it was not. */
export function sentOf(outcome: SendOutcome): Application {
  if (outcome.kind === 'sent') return outcome.application
  throw new Error(`refused: ${JSON.stringify(outcome.open.faults)}`)
}

/** What became of it a minute later. */
export async function decided(who: Applying, receiptNo: string): Promise<Application> {
  who.wait(60_000)
  return who.refreshed(receiptNo)
}

/** Begun, filled in as the portal wants it of that person, and sent, with what is to be attached. */
export async function applied(
  who: Applying,
  procedure: string,
  of: string,
  files: Readonly<Record<string, AttachFrom | { readonly path: string }>> = {},
): Promise<Application> {
  const { draft } = await who.begin(procedure)
  await who.save(draft.id, formOf(who.portal, procedure, of))
  for (const [rule, given] of Object.entries(files)) await who.attach(draft.id, rule, given)
  return sentOf(await who.send(draft.id))
}

/** For a whole file of tests: files to attach. */
export function filesToAttach(): (name: string, bytes: Uint8Array) => { path: string } {
  const folder = temporaryFolder()
  afterAll(() => folder.remove())
  return (name, bytes) => {
    const path = join(folder.path, name)
    writeFileSync(path, bytes)
    return { path }
  }
}
