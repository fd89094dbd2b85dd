// For tests: a mandate as two people at one PC register it, each part of which can be made wrong.
import { sign } from 'node:crypto'
import { addDays, dayInJapan } from '../calendar.ts'
import { mandateBytes } from './mandates/routes.ts'
import { authenticationKey, bearer, bodyOf, logIn, type TestPortal } from './testPortal.ts'

type Scope = 'applications' | 'selfinfo' | 'insurance' | 'notices' | 'documents'
interface Terms {
  readonly kind: 'legal' | 'appointed'
  readonly scopes: readonly Scope[]
  readonly valid_from: string
  readonly valid_to: string
}

export async function registerMandate(
  portal: TestPortal,
  plan: {
    principal: string
    agent: string
    /** Who is logged in; the agent when left out. */
    by?: string
    challengeOf?: string
    terms?: Partial<Terms>
    signedTerms?: Partial<Terms>
    /** Whose place in the signatures the other's card takes. */
    swap?: 'agent' | 'principal'
  },
): Promise<Response> {
  const token = await logIn(portal, plan.by ?? plan.agent)
  const begunBy = plan.challengeOf === undefined ? token : await logIn(portal, plan.challengeOf)
  const begun = await bodyOf(await portal.post('/api/mandates/v1/challenge', '', bearer(begunBy)))
  const today = dayInJapan(portal.now())
  const agreed: Terms = {
    kind: 'legal',
    scopes: ['applications', 'selfinfo', 'insurance', 'notices', 'documents'],
    valid_from: today,
    valid_to: addDays(today, 365),
    ...plan.terms,
  }
  const signedTerms = { ...agreed, ...plan.signedTerms }
  const principal = authenticationKey(portal, plan.principal)
  const agent = authenticationKey(portal, plan.agent)
  const bytes = mandateBytes(
    portal.origin,
    String(begun['nonce']),
    { ...signedTerms, scopes: [...signedTerms.scopes] },
    principal.certificate,
    agent.certificate,
  )
  const part = (holder: typeof agent, key: typeof agent) => ({
    certificate: Buffer.from(holder.certificate).toString('base64url'),
    signature: sign('RSA-SHA256', bytes, key.privateKey).toString('base64url'),
  })
  const body = {
    registration_id: begun['registration_id'],
    terms: agreed,
    principal: part(principal, plan.swap === 'principal' ? agent : principal),
    agent: part(agent, plan.swap === 'agent' ? principal : agent),
  }
  return portal.post('/api/mandates/v1', body, bearer(token))
}
