import type { KeptCalls } from '../contract/kept.ts'
import type { Inside } from './inside.ts'
import { takeOut } from './takeOut.ts'

export const keptCalls = ({ file, run }: Inside): KeptCalls => ({
  keepCopies: (copies) => run(() => file.stores.portalCopies.keep(copies)),
  copies: (kind) => run(() => file.stores.portalCopies.ofKind(kind)),
  dropCopy: (portal, kind, id) => run(() => file.stores.portalCopies.remove(portal, kind, id)),

  saveDraft: (draft) => run(() => file.stores.drafts.save(draft)),
  drafts: () => run(() => file.stores.drafts.all()),
  draft: (id) => run(() => file.stores.drafts.one(id)),
  dropDraft: (id) => run(() => file.stores.drafts.remove(id)),

  keepPaper: (paper, bytes) => run(() => file.stores.papers.keep(paper, bytes)),
  papers: () => run(() => file.stores.papers.all()),
  paper: (id) => run(() => file.stores.papers.one(id)),
  removePaper: (id, at) =>
    run(() =>
      takeOut(file, at, () => {
        const { name, source } = file.stores.papers.one(id).paper
        file.stores.papers.remove(id)
        return { name, party: source.name }
      }),
    ),
  dropAttachment: (id) =>
    run(() => {
      if (file.stores.papers.one(id).paper.kind === 'attachment') file.stores.papers.remove(id)
    }),
})
