// What is attached to a draft: a file, a paper of the drawer, or chosen attributes of a credential, which are presented when
// it is sent.
import { basename } from 'node:path'
import type { ShownAttribute } from '../../preload/shapes/credentials.ts'
import type {
  Attachable,
  AttachFrom,
  AttachmentRule,
  Draft,
  DraftAttachment,
  OpenDraft,
} from '../../preload/shapes/drafts.ts'
import {
  leavingOf,
  mediaOf,
  plainFile,
  pointerOf,
  presentationMedia,
  queryFor,
  ruleOf,
} from '../applications/attachments.ts'
import { credentialId } from '../credentials/credential.ts'
import { readBounded } from '../documents/chosen.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import type { Ports } from '../ports.ts'
import { changeDraft, dropUnused, type InDrawer, toldStill } from './changeDraft.ts'
import { keptForm } from './keptForms.ts'

type CredentialRule = AttachmentRule['credentials'][number]

/** The portal shows it to an office; longer names are cut. */
const mostName = 120
/** Whatever a portal says that it takes: as large as a paper of the drawer. */
const mostBytes = 20 * 1024 * 1024

/** What the drawer has for that rule. @throws draft.notFound, draft.notAttachable */
export async function findAttachable(
  { drawer }: InDrawer,
  { id, rule: ruleId, at }: { readonly id: string; readonly rule: string; readonly at: string },
): Promise<Attachable> {
  const draft = await drawer.draft(id)
  const rule = ruleOf(await keptForm(drawer, draft.procedure), ruleId)
  const credentials: Attachable['credentials'] = []
  for (const wanted of rule.credentials) {
    for (const { credential } of await candidates(drawer, wanted, wanted.required, at)) {
      const { attributes } = await drawer.show(credentialId(credential.id), at)
      credentials.push({ credentialId: credential.id, name: credential.name, attributes: offered(wanted, attributes) })
    }
  }
  const papers = (await drawer.papers())
    .filter(({ kind, media, size }) => kind !== 'attachment' && rule.media.includes(media) && size <= rule.maxBytes)
    .map(({ id: paperId, name, media, size }) => ({ paperId, name, media, size }))
  return { credentials: credentials.slice(0, 50), papers: papers.slice(0, 500) }
}

export interface AttachToDraft {
  readonly id: string
  readonly rule: string
  readonly from: AttachFrom
  /** The place of a file that the person chose; undefined: they chose none. */
  readonly chooseFile: () => Promise<string | undefined>
}

/**
 * In the place of what was attached for that rule.
 * @returns null: no file was chosen
 * @throws draft.notFound, draft.notAttachable, draft.fileKind, draft.fileTooLarge, draft.fileBroken, draft.attachmentsFull,
 * file.unreadable, paper.notFound
 */
export async function attachToDraft(
  ports: Pick<Ports, 'now'>,
  at: InDrawer,
  { id, rule: ruleId, from, chooseFile }: AttachToDraft,
): Promise<OpenDraft | null> {
  const { drawer } = at
  const now = ports.now().toISOString()
  await drawer.mayAct('apply', now)
  const draft = await drawer.draft(id)
  const rule = ruleOf(await keptForm(drawer, draft.procedure), ruleId)
  const attachment = await takeUp(at, { draft, rule, from, chooseFile, now })
  return attachment === null ? null : put(ports, at, { id, rule: ruleId, attachment })
}

/** @throws draft.notFound */
export const detachFromDraft = (
  ports: Pick<Ports, 'now'>,
  at: InDrawer,
  { id, rule }: { readonly id: string; readonly rule: string },
): Promise<OpenDraft> => put(ports, at, { id, rule, attachment: undefined })

async function put(
  ports: Pick<Ports, 'now'>,
  at: InDrawer,
  {
    id,
    rule,
    attachment,
  }: { readonly id: string; readonly rule: string; readonly attachment: DraftAttachment | undefined },
): Promise<OpenDraft> {
  let before: Draft['attachments'] = []
  const open = await changeDraft(ports, at, id, async (draft) => {
    before = draft.attachments.filter((one) => one.id === rule)
    const others = draft.attachments.filter((one) => one.id !== rule)
    return {
      ...draft,
      attachments: attachment === undefined ? others : [...others, attachment],
      ...toldStill(draft, ({ pointer }) => pointer !== `/attachments/${rule}`),
    }
  })
  for (const one of before) await dropUnused(at.drawer, one)
  return open
}

interface TakingUp {
  readonly draft: Draft
  readonly rule: AttachmentRule
  readonly from: AttachFrom
  readonly chooseFile: AttachToDraft['chooseFile']
  readonly now: string
}

async function takeUp(
  { drawer, language }: InDrawer,
  { draft, rule, from, chooseFile, now }: TakingUp,
): Promise<DraftAttachment | null> {
  switch (from.kind) {
    case 'file': {
      const path = await chooseFile()
      if (path === undefined) return null
      const name = basename(path)
      const chosen = await readFileFor(path, rule)
      const media = mediaOf(chosen, rule)
      const { bytes, takenOut } = plainFile(media, chosen)
      const source = { from: 'file' as const, name: name.slice(0, 300), about: draft.id }
      const paper = await drawer.keepPaper(
        { kind: 'attachment', name: { ja: name, en: name }, media, source, receivedAt: now },
        bytes,
      )
      return {
        id: rule.id,
        name: name.slice(-mostName),
        media,
        size: paper.size,
        what: { paperId: paper.id },
        ...(takenOut ? { dataTakenOut: true } : {}),
      }
    }
    case 'paper': {
      const { paper, bytes: kept } = await drawer.paper(from.paperId)
      const media = mediaOf(kept, rule)
      const { bytes, takenOut } = plainFile(media, kept)
      const { name, source } = paper
      // What the person keeps stays as it is; a copy without those records is attached.
      const copy = { kind: 'attachment' as const, name, media, source: { ...source, about: draft.id }, receivedAt: now }
      const attached = takenOut ? await drawer.keepPaper(copy, bytes) : paper
      return {
        id: rule.id,
        name: name[language].slice(0, mostName),
        media,
        size: attached.size,
        what: { paperId: attached.id },
        ...(takenOut || paper.dataTakenOut ? { dataTakenOut: true } : {}),
      }
    }
    case 'credential': {
      for (const wanted of rule.credentials) {
        const attributes = leavingOf(wanted, from.attributes)
        const found = (await candidates(drawer, wanted, attributes, now)).find(
          ({ credential }) => credential.id === from.credentialId,
        )
        if (found === undefined) continue
        return {
          id: rule.id,
          name: found.credential.name[language].slice(0, mostName),
          media: presentationMedia[wanted.format],
          size: 0,
          what: { credentialId: from.credentialId, attributes },
        }
      }
      return fail({ code: 'draft.notAttachable' })
    }
  }
}

/** A file that is far too large is not read at all. @throws file.unreadable, draft.fileTooLarge */
async function readFileFor(path: string, rule: AttachmentRule): Promise<Uint8Array> {
  const most = Math.min(rule.maxBytes, mostBytes)
  return readBounded(path, most, { code: 'draft.fileTooLarge', most: Math.floor(most / 1000) })
}

/** Credentials that can give exactly these attributes now. */
export async function candidates(drawer: Drawer, rule: CredentialRule, attributes: readonly string[], at: string) {
  const { options } = await drawer.match(queryFor(rule, attributes), at)
  return (options[0]?.parts[0]?.candidates ?? []).map((candidate) => ({
    ...candidate,
    optionId: options[0]?.id ?? '',
  }))
}

function offered(
  { required, optional }: CredentialRule,
  attributes: readonly ShownAttribute[],
): Attachable['credentials'][number]['attributes'] {
  return attributes.flatMap(({ path, label, text }) => {
    const id = pointerOf(path)
    if (!required.includes(id) && !optional.includes(id)) return []
    return [{ id, label, text, required: required.includes(id) }]
  })
}
