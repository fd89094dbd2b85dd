// Forms of procedures as the portal told them, kept so that a draft opens with no portal at hand.
import type { Application } from '../../preload/shapes/applications.ts'
import type { ProcedureForm } from '../../preload/shapes/drafts.ts'
import { parseForm } from '../applications/formSchema.ts'
import { keptCopies } from '../board/kept.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import { fetchProcedure } from '../portal/procedures.ts'
import type { AtPortal, PortalPorts } from './portalSession.ts'

/** The form as the portal has it now, kept. @throws procedure.notFound: or it is not done at this portal; portal.* */
export async function fetchForm(
  { fetch, now }: Pick<PortalPorts, 'fetch' | 'now'>,
  { drawer, profile }: AtPortal,
  id: string,
): Promise<ProcedureForm> {
  const { procedure, form: schema } = await fetchProcedure(fetch, profile, id, now())
  const { preparation } = procedure
  if (schema === undefined || preparation === undefined) return fail({ code: 'procedure.notFound' })
  const { signature, standings, attachments } = preparation
  const content: ProcedureForm = {
    procedure: id,
    title: procedure.title,
    organisation: procedure.organisation,
    fields: parseForm(schema),
    rules: attachments,
    signature,
    standings,
    asOf: now().toISOString(),
  }
  await drawer.keepCopies([{ portal: profile.id, kind: 'form', id, content }])
  return content
}

/** As it was told last, by whichever portal: where one took another's place, theirs is the older. @throws procedure.notFound */
export async function keptForm(drawer: Drawer, procedure: string): Promise<ProcedureForm> {
  const forms = (await keptCopies(drawer, 'form')).flatMap(({ id, content }) => (id === procedure ? [content] : []))
  const [newest] = forms.toSorted((one, other) => other.asOf.localeCompare(one.asOf))
  return newest ?? fail({ code: 'procedure.notFound' })
}

export async function keptApplication(drawer: Drawer, receiptNo: string): Promise<Application | undefined> {
  const copies = await keptCopies(drawer, 'application')
  return copies.find(({ id }) => id === receiptNo)?.content
}
