// What an open drawer answers to who asks (OpenID4VP).
import type { Receipt, ShareOption } from '../../../preload/shapes/sharing.ts'
import type { DcqlQuery } from '../../presentation/dcql.ts'

/** What binds an answer to one request (OpenID4VP 8, B.2.6, B.3.6). */
export interface PresentationBinding {
  readonly clientId: string
  readonly nonce: string
  readonly responseUri: string
  readonly state?: string
  /** The verifier's key for `direct_post.jwt`; absent for `direct_post`. */
  readonly encryption?: { readonly jwk: Record<string, unknown>; readonly enc: 'A256GCM' | 'A128GCM' }
}

export interface SharingCalls {
  /** The answers that the query allows; none: `missing` names what is asked and not there. */
  match(query: DcqlQuery, at: string): Promise<{ options: ShareOption[]; missing: string[] }>
  /**
   * Builds the form body for the verifier from one allowed option: only its attributes, bound to this request.
   * Checks the choice again. @throws request.choiceInvalid
   */
  present(
    query: DcqlQuery,
    choice: { optionId: string; credentials: Readonly<Record<string, string>> },
    binding: PresentationBinding,
    at: string,
  ): Promise<{ form: string; shared: Receipt['shared'] }>
  /** True when this nonce of that client was answered or declined before; marks it so in the same step. */
  useNonce(clientId: string, nonce: string, at: string): Promise<boolean>
}
