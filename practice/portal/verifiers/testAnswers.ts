// For tests: answers to the usual questions of clinic and rental desk.
import {
  type Held,
  type OwnPortal,
  openRequest,
  type Presentation,
  presentAll,
  receive,
  sendAnswer,
} from '../testPortal.ts'

export const asked = ['insurer_number', 'symbol', 'number', 'branch_number', 'name', 'birth_date'].map((name) => [name])
export const element = (name: string) => ['org.iso.18013.5.1', name]
export const licenceAsked = [element('driving_privileges'), element('age_over_20')]

type Over = Parameters<typeof presentAll>[3]

/** What may be wrong with an answer. */
export interface Wrong {
  readonly presentation?: Partial<Presentation>
  readonly over?: Over
  readonly state?: string
  readonly send?: Parameters<typeof sendAnswer>[3]
}

/** A person with both credentials, who answers. */
export async function answering(portal: OwnPortal) {
  const insurance: Held = await receive(portal, 'taro', 'health-insurance')
  const licence: Held = await receive(portal, 'taro', 'licence')
  return {
    insurance,
    licence,
    /** Answers the usual question, in which one thing may be wrong. */
    async answer(verifier: 'clinic' | 'rental', wrong: Wrong = {}) {
      const { id, request: link } = await portal.control.requestFrom(verifier)
      const request = await openRequest(portal, link)
      const usual: Presentation =
        verifier === 'clinic' ? { held: insurance, paths: asked } : { held: licence, paths: licenceAsked }
      const query = verifier === 'clinic' ? 'insurance' : 'licence'
      const vp_token = await presentAll(portal, request, { [query]: { ...usual, ...wrong.presentation } }, wrong.over)
      const response = await sendAnswer(portal, request, { vp_token, state: wrong.state ?? request.state }, wrong.send)
      const outcome = await portal.control.outcomeOf(id)
      return { response, outcome, failed: outcome.findings.filter(({ ok }) => !ok).map(({ rule }) => rule) }
    },
  }
}
