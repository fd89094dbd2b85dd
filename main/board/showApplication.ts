// One application as a person reads it: what was sent and what is asked back, under the titles of its form.
import type { Application, Fault, Json, ShownApplication } from '../../preload/shapes/applications.ts'
import type { ProcedureForm } from '../../preload/shapes/drafts.ts'
import { isGroup, isList, leavesOf, pathOf } from '../applications/places.ts'
import { reviewRows, valueText } from '../applications/reviewRows.ts'

/** @param form of that procedure, where this drawer has seen it */
export function showApplication(
  application: Application,
  form: ProcedureForm | undefined,
  language: 'ja' | 'en',
): ShownApplication {
  const { form: content, faults = [] } = application
  const rows =
    form === undefined
      ? plainRows(content, [], language)
      : reviewRows(form.fields, content, {}, language).map(({ pointer, label, value }) => ({ pointer, label, value }))
  return { application, rows, faults: faults.map((fault) => ({ ...fault, label: labelOf(fault, application, form) })) }
}

/** The titles that lead there; of an attachment its title. Without the form what stands on the wire. */
function labelOf({ pointer }: Fault, { form: content }: Application, form: ProcedureForm | undefined): string[] {
  const [room, ...path] = pathOf(pointer)
  if (room === 'attachments') return [form?.rules.find(({ id }) => id === path[0])?.title ?? path.join(' ')]
  const below = pointer.slice('/form'.length)
  const leaves = leavesOf(form?.fields ?? [], content, true)
  const leaf = leaves.find((one) => one.pointer === below || one.pointer.startsWith(`${below}/`))
  if (leaf === undefined) return path
  return leaf.pointer === below ? [...leaf.label] : leaf.label.slice(0, Math.max(1, leaf.label.length - 1))
}

function plainRows(value: Json, path: readonly string[], language: 'ja' | 'en'): ShownApplication['rows'] {
  if (isList(value)) return value.flatMap((one, at) => plainRows(one, [...path, String(at + 1)], language))
  if (isGroup(value)) return Object.entries(value).flatMap(([name, one]) => plainRows(one, [...path, name], language))
  const text = valueText({ kind: 'text' }, value, language)
  return text === '' ? [] : [{ pointer: `/form/${path.join('/')}`, label: [...path], value: text }]
}
