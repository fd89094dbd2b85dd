// Applications on their way to the portal: sent, corrected, withdrawn. How they stand there is told by board.ts.
import { z } from 'zod'
import { type Fault, fault } from '../../preload/shapes/applications.ts'
import type { OutgoingAttachment, SignedContent } from '../applications/content.ts'
import { type Failure, fail, WalletError } from '../failure.ts'
import { readJson } from '../openid/answers.ts'
import type { PortalResources } from './api.ts'
import { applicationBody, type SeenApplication } from './board.ts'
import { expectUnless, readProblem } from './problem.ts'
import { endpoint, type PortalProfile } from './profile.ts'
import type { SessionFetch } from './session.ts'

/** base64url, as they cross. */
export interface WireSignature {
  readonly certificate: string
  readonly signature: string
}

export interface Outgoing {
  /** The same again is the same application. */
  readonly requestId: string
  readonly content: SignedContent
  readonly attachments: readonly OutgoingAttachment[]
  readonly signature: WireSignature | undefined
}

/** 'refused': not accepted as it is, and where. */
export type Sent =
  | { readonly kind: 'sent'; readonly application: SeenApplication }
  | { readonly kind: 'refused'; readonly faults: readonly Fault[] }

type Wire = PortalResources['POST /api/applications/v1']['body']

/**
 * With `content.corrects` it corrects that application instead.
 * @throws application.notEligible, application.underWay, application.closed, procedure.notFound, application.uncertain: it may
 * have arrived; session.*, portal.*
 */
export async function sendApplication(
  send: SessionFetch,
  profile: PortalProfile,
  { requestId, content, attachments, signature }: Outgoing,
): Promise<Sent> {
  const { corrects, on_behalf, procedure, form } = content
  const common = {
    request_id: requestId,
    form: { ...form },
    attachments: attachments.map(({ bytes, ...rest }) => ({
      ...rest,
      content: Buffer.from(bytes).toString('base64url'),
    })),
    ...(signature === undefined ? {} : { signature: { ...signature } }),
  } satisfies Partial<Wire>
  const response = await answered(
    corrects === undefined
      ? send({
          method: 'POST',
          url: endpoint(profile, 'applications'),
          json: { ...common, procedure, ...(on_behalf === undefined ? {} : { on_behalf }) },
        })
      : send({ method: 'PATCH', url: urlOf(profile, corrects), json: { ...common, action: 'correct' } }),
  )
  const faults = await faultsTold(response)
  if (faults !== undefined) return { kind: 'refused', faults }
  const accepted = await expectUnless(response, {
    not_eligible_applicant: { code: 'application.notEligible' },
    mandate_not_valid: { code: 'mandate.unknown' },
    duplicate: { code: 'application.underWay' },
    not_found: corrects === undefined ? { code: 'procedure.notFound' } : { code: 'application.notFound' },
    window_closed: { code: 'application.closed' },
  })
  return { kind: 'sent', application: await answered(readJson(accepted, applicationBody)) }
}

/** @throws application.closed, application.notFound, application.uncertain, session.*, portal.* */
export async function sendWithdrawal(
  send: SessionFetch,
  profile: PortalProfile,
  receiptNo: string,
): Promise<SeenApplication> {
  const json = { action: 'withdraw' }
  const response = await answered(send({ method: 'PATCH', url: urlOf(profile, receiptNo), json }))
  const accepted = await expectUnless(response, {
    window_closed: { code: 'application.closed' },
    not_found: { code: 'application.notFound' },
  })
  return answered(readJson(accepted, applicationBody))
}

/** One of them, as it stands now. @throws application.notFound, session.*, portal.* */
export async function fetchApplication(
  send: SessionFetch,
  profile: PortalProfile,
  receiptNo: string,
): Promise<SeenApplication> {
  const response = await send({ method: 'GET', url: urlOf(profile, receiptNo) })
  return readJson(await expectUnless(response, { not_found: { code: 'application.notFound' } }), applicationBody)
}

function urlOf(profile: PortalProfile, receiptNo: string): URL {
  return endpoint(profile, 'applications', receiptNo)
}

/** Once it was on its way, a broken answer does not say that it did not arrive. */
const uncertain: ReadonlySet<Failure['code']> = new Set(['portal.unreachable', 'portal.badAnswer', 'portal.untrusted'])

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    const value = await answer
    if (value instanceof Response && value.status >= 500 && !(await isClosed(value)))
      fail({ code: 'application.uncertain' })
    return value
  } catch (error) {
    if (error instanceof WalletError && uncertain.has(error.failure.code))
      return fail({ code: 'application.uncertain' }, error)
    throw error
  }
}

/** Closed for maintenance: then nothing is taken in. */
async function isClosed(response: Response): Promise<boolean> {
  return (await readProblem(response.clone()))?.code === 'maintenance'
}

const told = z.looseObject({ fields: z.array(fault).min(1).max(50) })

/** Which places the portal does not accept; undefined where it says none. */
async function faultsTold(response: Response): Promise<Fault[] | undefined> {
  if (response.status < 400) return undefined
  const problem = told.safeParse(await readProblem(response.clone()))
  return problem.success ? problem.data.fields : undefined
}
