// What any drawer must do, whichever process answers.
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { anchorRule } from '../../main/certificates/chain.ts'
import type { CredentialId, KeyId } from '../../main/credentials/credential.ts'
import { verifySdJwtPresentation } from '../../main/credentials/sdJwtPresentation.ts'
import type { NewLedgerEntry } from '../../main/drawer/contract/ledger.ts'
import type { PresentationBinding } from '../../main/drawer/contract/sharing.ts'
import type { Drawer, DrawerRoom } from '../../main/drawer/drawer.ts'
import type { DrawerProcess } from '../../main/drawer/remote.ts'
import { remoteRoom } from '../../main/drawer/remoteDrawer.ts'
import { withBrokenSignature } from '../../practice/issueCertificate.ts'
import { later, makePki, type Pki } from '../cross/formatsPki.ts'
import { at, codeOf, noTrust, type TestDrawer, temporaryFolder, testDrawer } from '../support/drawers.ts'
import {
  askForAge,
  askForInsuranceName,
  incomingInsurance,
  incomingLicence,
  insuranceClaimsOfTest,
} from '../support/issued.ts'
import { portalToken } from '../support/portalTokens.ts'

const binding: PresentationBinding = {
  clientId: 'x509_hash:abc',
  nonce: 'a-nonce-of-the-tests',
  responseUri: 'https://verifier.practice.invalid/response',
  state: 's',
}

export function drawerContract(name: string, start: () => DrawerProcess): void {
  describe(name, () => {
    let home: ReturnType<typeof temporaryFolder>
    let pki: Pki
    let rooms: DrawerRoom[]
    let testing: TestDrawer
    const room = () => {
      const fresh = remoteRoom(start())
      rooms.push(fresh)
      return fresh
    }
    const reopened = async (before: DrawerRoom) => {
      await before.end()
      return room().open(testing.open())
    }

    beforeEach(() => {
      home = temporaryFolder()
      pki = makePki()
      rooms = []
      testing = testDrawer(home.path, { trust: pki.trust })
    })
    afterEach(async () => {
      for (const one of rooms) await one.end()
      home.remove()
    })

    const received = async (drawer: Drawer) => {
      const [first, second] = [await drawer.createKey(), await drawer.createKey()]
      return drawer.accept([incomingInsurance(pki, first), incomingLicence(pki, second)], at)
    }

    test('what ends when is told without the rest, and no longer of what was revoked', async () => {
      const drawer = await room().create(testing.create)
      expect(await drawer.endings()).toEqual([])
      const cards = await received(drawer)
      const ends = cards.flatMap(({ kind, name, validUntil }) =>
        validUntil === undefined ? [] : [{ kind, name, validUntil }],
      )
      expect(ends).toHaveLength(2)
      expect(await drawer.endings()).toEqual(ends)
      const [insurance] = cards
      await drawer.recordStatus((insurance?.id ?? '') as CredentialId, { checkedAt: at, state: 'invalid' })
      expect(await drawer.endings()).toEqual(ends.filter(({ kind }) => kind !== insurance?.kind))
    })

    test('another name stays with the file', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      await drawer.rename('架空 新名')
      await drawer.close()
      const again = await reopened(before)
      const path = join(home.path, 'named.tefuda')
      const { personName } = await again.beginBackup({ path, replace: false, colour: 'blue', at })
      expect(personName).toBe('架空 新名')
    })

    test('what was accepted is there after the process was ended and started again', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      const cards = await received(drawer)
      expect(cards.map(({ kind, name: { en } }) => [kind, en])).toEqual([
        ['insurance', 'Insurance'],
        ['licence', 'Driving licence'],
      ])
      const again = await reopened(before)
      expect(await again.list(at)).toEqual(cards)
      const shown = await again.show(cards[0]?.id as CredentialId, later(2000).toISOString())
      expect(shown).toMatchObject({ expired: true, check: { valid: true } })
      expect(shown.attributes.map(({ label, text }) => [label.en, text.ja])).toContainEqual([
        'The name',
        insuranceClaimsOfTest.name,
      ])
    })

    test('a credential that does not hold, is not ours or is past its end is refused, and none of the batch is kept', async () => {
      const drawer = await room().create(testing.create)
      const [own, other] = [await drawer.createKey(), await drawer.createKey()]
      const good = incomingLicence(pki, own)
      const forged = incomingInsurance(makePki(), own)
      const foreign = incomingInsurance(pki, { ...other, keyId: own.keyId })
      const garbage = { ...good, raw: new Uint8Array([1, 2, 3]) }
      for (const bad of [forged, foreign, garbage, { ...good, expectedType: 'another' }]) {
        expect(await codeOf(drawer.accept([good, bad], at))).toBe('credential.invalid')
      }
      expect(await codeOf(drawer.accept([good], later(500).toISOString()))).toBe('credential.expired')
      expect(await codeOf(drawer.accept([{ ...good, keyId: 'nobody' as KeyId }], at))).toBe('credential.notFound')
      expect(await drawer.list(at)).toEqual([])
    })

    test('only the chosen attribute leaves, bound to the request', async () => {
      const drawer = await room().create(testing.create)
      await received(drawer)
      const { options } = await drawer.match(askForInsuranceName, at)
      expect(
        options.flatMap(({ parts }) =>
          parts.flatMap(({ candidates }) => candidates.flatMap(({ attributes }) => attributes.map(({ path }) => path))),
        ),
      ).toEqual([['name']])
      const choice = { optionId: options[0]?.id ?? '', credentials: {} }
      const { form, shared } = await drawer.present(askForInsuranceName, choice, binding, at)
      expect(shared).toEqual([
        { credential: { ja: '保険証', en: 'Insurance' }, attributes: [{ ja: 'お名前', en: 'The name' }] },
      ])
      const token = JSON.parse(new URLSearchParams(form).get('vp_token') ?? '') as Record<string, string[]>
      const presentation = token['insurance']?.[0] ?? ''
      const { findings } = await verifySdJwtPresentation({
        presentation,
        roots: pki.trust.issuers,
        at,
        audience: binding.clientId,
        nonce: binding.nonce,
        maxAgeSeconds: 60,
      })
      expect(findings.filter(({ ok }) => !ok)).toEqual([])
      const disclosed = presentation
        .split('~')
        .slice(1, -1)
        .map((part) => Buffer.from(part, 'base64url').toString())
      expect(disclosed.join()).toContain(insuranceClaimsOfTest.name)
      expect(disclosed.join()).not.toContain(insuranceClaimsOfTest.number)
    })

    test('a choice that the query does not allow is refused', async () => {
      const drawer = await room().create(testing.create)
      const [, licence] = await received(drawer)
      const { options } = await drawer.match(askForAge, at)
      const wrong = [
        { optionId: 'nothing', credentials: {} },
        { optionId: options[0]?.id ?? '', credentials: { licence: 'another' } },
        { optionId: options[0]?.id ?? '', credentials: { elsewhere: licence?.id ?? '' } },
      ]
      for (const choice of wrong) {
        expect(await codeOf(drawer.present(askForAge, choice, binding, at))).toBe('request.choiceInvalid')
      }
    })

    test('nothing that answers: it says what is missing', async () => {
      const drawer = await room().create(testing.create)
      expect(await drawer.match(askForAge, at)).toMatchObject({ options: [], missing: [expect.any(String)] })
    })

    test('a key without a credential is gone at the next opening, a bound one is not', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      const [bound, orphan] = [await drawer.createKey(), await drawer.createKey()]
      await drawer.accept([incomingInsurance(pki, bound)], at)
      await drawer.dropKey(bound.keyId)
      const again = await reopened(before)
      expect(await again.signJwt(bound.keyId, { alg: 'ES256' }, {})).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{86}$/)
      expect(await codeOf(again.signJwt(orphan.keyId, { alg: 'ES256' }, {}))).toBe('credential.notFound')
    })

    test('removing takes the key too and is written down', async () => {
      const drawer = await room().create(testing.create)
      const key = await drawer.createKey()
      const [card] = await drawer.accept([incomingInsurance(pki, key)], at)
      await drawer.remove(card?.id as CredentialId, at)
      expect(await drawer.list(at)).toEqual([])
      expect(await codeOf(drawer.signJwt(key.keyId, {}, {}))).toBe('credential.notFound')
      expect(await codeOf(drawer.remove(card?.id as CredentialId, at))).toBe('credential.notFound')
      expect(await drawer.ledger()).toMatchObject([{ act: 'remove', outcome: 'done', items: [{ attributes: [] }] }])
    })

    test('a status answer is kept with its time, and a withdrawn credential answers nothing', async () => {
      const drawer = await room().create(testing.create)
      const [insurance] = await received(drawer)
      const id = insurance?.id as CredentialId
      expect(await drawer.statusReference(id)).toEqual({ uri: 'https://issuer.practice.invalid/status', index: 7 })
      await drawer.recordStatus(id, { checkedAt: at, state: 'invalid' })
      expect((await drawer.list(at))[0]?.lastStatus).toEqual({ checkedAt: at, state: 'invalid' })
      expect((await drawer.match(askForInsuranceName, at)).options).toEqual([])
      expect(await codeOf(drawer.recordStatus('nobody' as CredentialId, { checkedAt: at, state: 'valid' }))).toBe(
        'credential.notFound',
      )
    })

    test('a certificate is kept once', async () => {
      const drawer = await room().create(testing.create)
      const { chain } = pki.signer('clinic')
      const first = await drawer.keepCertificate(chain, { ja: '証明書', en: 'Certificate' }, at)
      expect(await drawer.keepCertificate(chain, { ja: '別名', en: 'Other' }, at)).toEqual(first)
      expect(await drawer.list(at)).toHaveLength(1)
      expect((await drawer.show(first.id as CredentialId, later(4000).toISOString())).check.valid).toBe(true)
      const broken = chain.map((der, index) => (index === 0 ? withBrokenSignature(der) : der))
      expect(await codeOf(drawer.keepCertificate(broken, { ja: '', en: '' }, at))).toBe('credential.invalid')
    })

    test('a certificate that nobody on our list vouches for is kept, and shown as that and not as valid', async () => {
      const drawer = await room().create(testing.create)
      const foreign = makePki().signer('clinic').chain
      const { id } = await drawer.keepCertificate(foreign, { ja: '証明書', en: 'Certificate' }, at)
      const { check } = await drawer.show(id as CredentialId, at)
      expect(check.valid).toBe(false)
      expect(check.findings.filter(({ ok }) => !ok).map(({ rule }) => rule)).toEqual([anchorRule])
    })

    test('a nonce counts once, also after a restart', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      expect(await drawer.useNonce('client', 'n1', at)).toBe(false)
      expect(await drawer.useNonce('client', 'n1', at)).toBe(true)
      expect(await drawer.useNonce('other', 'n1', at)).toBe(false)
      const again = await reopened(before)
      expect(await again.useNonce('client', 'n1', at)).toBe(true)
    })

    test('the ledger’s head is signed, goes on, and knows another’s; what is erased leaves a trace', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      expect(await drawer.ledgerHead(at)).toBeUndefined()
      const entry: NewLedgerEntry = { at, act: 'logIn', outcome: 'done', party: 'A portal', items: [] }
      const first = await drawer.record(entry)
      const head = (await drawer.ledgerHead(at)) ?? ''
      await drawer.record(entry)
      const again = await reopened(before)
      expect(await again.compareLedger(head)).toEqual({ state: 'extends', count: 1, since: 1, at })
      await again.eraseLedgerEntry(first, at)
      expect(await codeOf(again.eraseLedgerEntry(first, at))).toBe('ledger.noSuchEntry')
      expect((await again.ledgerRows()).map(({ content }) => content === null)).toEqual([true, false, false])
      expect(await again.verifyLedger(head, {})).toMatchObject({
        sound: true,
        count: 3,
        erased: 1,
        kept: { state: 'extends', since: 2 },
        given: null,
      })
      expect(await codeOf(again.verifyLedger(null, { receipt: 'nonsense' }))).toBe('ledger.notAHead')
      const other = await room().create(testDrawer(home.path, { trust: pki.trust }).create)
      await other.record(entry)
      expect(await other.compareLedger(head)).toEqual({ state: 'foreign' })
      await again.beginLedgerAnew(head, at)
      expect((await again.ledger()).map(({ act }) => act)).toEqual(['beginAnew', 'erase', 'logIn'])
    })

    test('the ledger tells what began and how it ended, the newest first, after a restart too', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      const entry: NewLedgerEntry = {
        at,
        act: 'share',
        outcome: 'started',
        party: 'A clinic',
        purpose: 'Reception',
        items: [],
      }
      const [first, second] = [await drawer.record(entry), await drawer.record({ ...entry, party: 'A rental desk' })]
      await drawer.finish(first, 'failed', 'verifier.unreachable')
      const again = await reopened(before)
      const principal = { name: '架空 テスト子' }
      const own = { actor: { ...principal, basis: 'self' }, principal }
      expect(await again.ledger()).toEqual([
        { ...entry, ...own, id: second, place: 2, party: 'A rental desk' },
        { ...entry, ...own, id: first, place: 1, outcome: 'failed', failure: 'verifier.unreachable' },
      ])
    })

    test('the portal’s token is kept until it is cleared', async () => {
      const drawer = await room().create(testing.create)
      const token = portalToken('x')
      expect(await drawer.token()).toBeUndefined()
      await drawer.saveToken(token)
      await drawer.saveToken({ ...token, accessToken: 'y' })
      expect(await drawer.token()).toEqual({ ...token, accessToken: 'y' })
      await drawer.clearToken()
      expect(await drawer.token()).toBeUndefined()
    })

    test('slots are added and removed while it is open, and all content stays', async () => {
      const before = room()
      const drawer = await before.create(testing.create)
      const cards = await received(drawer)
      const header = await drawer.addSlot(testing.passphraseSlot(), at)
      expect(header.slots.map(({ kind }) => kind)).toEqual(['card', 'recovery', 'passphrase'])
      const card = header.slots.find(({ kind }) => kind === 'card')?.id ?? ''
      expect((await drawer.removeSlot(card)).generation).toBe(3)
      const recovery = header.slots.find(({ kind }) => kind === 'recovery')?.id ?? ''
      expect(await codeOf(drawer.removeSlot(recovery))).toBe('drawer.lastSlot')
      expect(await drawer.list(at)).toEqual(cards)
      await before.end()
      expect(await codeOf(room().open(testing.open(testing.byCard(card))))).toBe('drawer.noSuchSlot')
      const again = await room().open(testing.open(testing.byPassphrase()))
      expect(await again.list(at)).toEqual(cards)
    })

    test('a wrong key is told, and the right one opens in the same process', async () => {
      const before = room()
      await before.create(testing.create)
      await before.end()
      const next = room()
      expect(await codeOf(next.open(testing.open({ kind: 'recovery', code: new Uint8Array(26) })))).toBe(
        'drawer.wrongKey',
      )
      await next.open(testing.open())
    })

    test('an open drawer is refused to a second process until the first has ended', async () => {
      const before = room()
      await before.create(testing.create)
      expect(await codeOf(room().open(testing.open()))).toBe('drawer.inUse')
      await before.end()
      await room().open(testing.open())
    })

    test('anchors of the other realm never come in', async () => {
      const before = room()
      await before.create(testing.create)
      await before.end()
      expect(await codeOf(room().open({ ...testing.open(), trust: noTrust('real') }))).toBe('drawer.otherRealm')
      expect(await codeOf(room().open({ ...testing.open(), realm: 'real', trust: noTrust('real') }))).toBe(
        'drawer.otherRealm',
      )
    })

    test('what is under way when the process ends, and all after it, says so', async () => {
      const ending = room()
      const drawer = await ending.create(testing.create)
      const pending = codeOf(drawer.addSlot(testing.passphraseSlot(), at))
      await ending.end()
      expect(await pending).toBe('drawer.processEnded')
      expect(await codeOf(drawer.list(at))).toBe('drawer.processEnded')
    })

    test('a closed drawer is locked', async () => {
      const drawer = await room().create(testing.create)
      await drawer.close()
      expect(await codeOf(drawer.list(at))).toBe('drawer.locked')
    })
  })
}
