// What the fields of one form share: what is filled in, from where, what is wrong, and the ways to change it.
import { createContext, useContext } from 'react'
import type { FormContent, Json } from '../../../preload/shapes/applications.ts'
import type { FieldSource } from '../../../preload/shapes/drafts.ts'
import type { Path } from './formContent.ts'

export interface FormInHand {
  readonly form: FormContent
  /** undefined takes away what was there. */
  readonly change: (path: Path, value: Json | undefined) => void
  /** Takes a part out of a list, or puts it elsewhere in it. */
  readonly takeOut: (path: Path, at: number, to?: number) => void
  /** The person has left that field. */
  readonly left: (pointer: string) => void
  /** What is told of that place now. */
  readonly faultAt: (pointer: string) => string | undefined
  /** Undefined where the person typed. */
  readonly sourceAt: (pointer: string) => FieldSource | undefined
}

export const FormContext = createContext<FormInHand | undefined>(undefined)

export function useForm(): FormInHand {
  const form = useContext(FormContext)
  if (form === undefined) throw new Error('a field stands in no form')
  return form
}
