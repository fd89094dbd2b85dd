// A PC enrolled with the card, and the end of an enrolment.
import { beforeAll, describe, expect, it } from 'vitest'
import { portalOfFile } from '../portalOfFile.ts'
import {
  codeOf,
  type EnrolPlan,
  enrol,
  logInByDevice,
  pushForm,
  realm,
  revokeAll,
  sendBound,
  tryToEnrol,
} from '../testDevice.ts'
import { bearer, bodyOf, logIn, newHolderKey } from '../testPortal.ts'

const portal = await portalOfFile()

describe('enrolling a PC', () => {
  it('takes a key that the card signed for, lists it, and tells when it ends', async () => {
    const { response, token } = await tryToEnrol(portal, 'taro')
    expect(response.status).toBe(201)
    expect(await bodyOf(response)).toMatchObject({ name: '居間のPC', state: 'active', this_one: false })
    const list = await (await portal.get('/api/devices/v1', bearer(token))).json()
    expect(list).toHaveLength(1)
    const history: { event: string }[] = JSON.parse(await (await portal.get('/api/history/v1', bearer(token))).text())
    expect(history[0]?.event).toBe('device_enrolled')
  })

  const stranger = newHolderKey()
  const wrong: [string, EnrolPlan, string][] = [
    ['over another nonce', { nonce: 'A'.repeat(43) }, 'signature_invalid'],
    ['over another origin', { origin: 'https://portal.example.invalid' }, 'signature_invalid'],
    ['for another key', { signedThumbprint: 'A'.repeat(43) }, 'signature_invalid'],
    ['by the card of somebody else', { card: 'hanako' }, 'other_person'],
    ['by an expired card', { card: 'ichiro' }, 'cert_expired'],
    ['two minutes later', { waitMs: 120_000 }, 'nonce_expired'],
    ['with a proof of another key', { proof: { key: stranger } }, 'key_proof_invalid'],
    ['with a proof for another portal', { proof: { payload: { aud: 'https://x' } } }, 'key_proof_invalid'],
    ['with a proof of another enrolment', { proof: { payload: { nonce: 'x' } } }, 'key_proof_invalid'],
    ['with a proof that was made long ago', { proof: { payload: { iat: 1 } } }, 'key_proof_invalid'],
    ['with a proof of another kind', { proof: { header: { typ: 'dpop+jwt' } } }, 'key_proof_invalid'],
  ]
  it.each(wrong)('is refused when it is signed %s', async (_, plan, code) => {
    expect(await codeOf((await tryToEnrol(portal, 'taro', plan)).response)).toBe(code)
  })

  it('can be begun on purpose for another origin, or with another nonce', async () => {
    const token = await logIn(portal, 'taro')
    const begin = async () => bodyOf(await portal.post('/api/devices/v1/challenge', '', bearer(token)))
    await portal.control.addFault({ kind: 'wrong_origin', times: 1 })
    expect((await begin())['origin']).toBe('https://portal.example.invalid')
    expect((await begin())['origin']).toBe(portal.origin)
  })

  it('is refused for a revoked certificate', async () => {
    const token = await logIn(portal, 'sakura')
    const begun = await bodyOf(await portal.post('/api/devices/v1/challenge', '', bearer(token)))
    expect(begun['nonce']).toMatch(/^[\w-]{43}$/)
    await portal.control.addFault({ kind: 'cert_revoked', person: 'sakura' })
    // The log-in itself is refused by then, so the enrolment runs in the session from before.
    const { response } = await tryToEnrol(portal, 'hanako', { card: 'sakura' })
    expect(await codeOf(response)).toBe('cert_revoked')
  })

  it('takes a key once, and five PCs a person', async () => {
    await revokeAll(portal, 'hanako')
    const key = newHolderKey()
    expect((await tryToEnrol(portal, 'hanako', { key })).response.status).toBe(201)
    expect(await codeOf((await tryToEnrol(portal, 'hanako', { key })).response)).toBe('duplicate')
    for (let more = 0; more < 4; more++) expect((await tryToEnrol(portal, 'hanako')).response.status).toBe(201)
    expect(await codeOf((await tryToEnrol(portal, 'hanako')).response)).toBe('too_many')
    await revokeAll(portal, 'hanako')
  })

  it('needs a session that the card began', async () => {
    const device = await enrol(portal, 'taro')
    const token = String((await logInByDevice(portal, device))['access_token'])
    const response = await sendBound(portal, device.proofKey, 'POST', '/api/devices/v1/challenge', { token })
    expect(response.status).toBe(403)
    expect(await codeOf(response)).toBe('card_required')
  })
})

describe('the end of an enrolment', () => {
  beforeAll(() => revokeAll(portal, 'taro'))

  const stateOf = async (person: string, id: string) => {
    const token = await logIn(portal, person)
    const list: { id: string; state: string }[] = JSON.parse(
      await (await portal.get('/api/devices/v1', bearer(token))).text(),
    )
    return list.find((one) => one.id === id)?.state
  }

  it('comes from the person, with the sessions of the device, and only for their own', async () => {
    const device = await enrol(portal, 'taro')
    const token = String((await logInByDevice(portal, device))['access_token'])
    const remove = (whose: string) =>
      portal.fetch(
        new Request(`${portal.origin}/api/devices/v1/${device.id}`, { method: 'DELETE', headers: bearer(whose) }),
      )
    expect((await remove(await logIn(portal, 'hanako'))).status).toBe(404)
    expect((await remove(await logIn(portal, 'taro'))).status).toBe(204)
    expect((await sendBound(portal, device.proofKey, 'GET', '/api/devices/v1', { token })).status).toBe(401)
    expect(await stateOf('taro', device.id)).toBe('revoked')
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({ error_description: 'the enrolment has ended: revoked' })
  })

  it('comes from the portal', async () => {
    const device = await enrol(portal, 'taro')
    await portal.control.endDevice(device.id)
    expect(await stateOf('taro', device.id)).toBe('revoked')
  })

  it('comes with the end of the certificate’s trust', async () => {
    const device = await enrol(portal, 'hanako')
    await portal.control.addFault({ kind: 'cert_revoked', person: 'hanako' })
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({
      error: 'invalid_client',
      error_description: 'the enrolment has ended: certificate_revoked',
    })
    await portal.control.clearFaults()
    expect(await stateOf('hanako', device.id)).toBe('certificate_revoked')
  })

  it('comes with a renewed certificate', async () => {
    const device = await enrol(portal, 'sakura')
    await portal.control.renew('sakura')
    expect(await stateOf('sakura', device.id)).toMatch(/^certificate_(revoked|replaced)$/)
  })

  it('comes with the day on which the certificate ends', async () => {
    const device = await enrol(portal, 'hanako')
    portal.wait(6 * 366 * 86_400_000)
    const form = pushForm(portal, device)
    const response = await sendBound(portal, device.proofKey, 'POST', `${realm}/ext/par/request`, { form })
    expect(await bodyOf(response)).toMatchObject({ error_description: 'the enrolment has ended: certificate_expired' })
  })
})
