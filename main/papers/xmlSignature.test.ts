// The signature of an XML paper: what holds, and everything by which one could be made to seem to.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { SignedXml } from 'xml-crypto'
import { signedXml } from '../../practice/portal/documents/signedXml.ts'
import { sharedWorld } from '../../practice/testWorld.ts'
import type { World } from '../../practice/world.ts'
import { makeSigner, type Signer, stranger } from '../../tests/support/documentSigners.ts'
import { verifyXmlSignature } from './xmlSignature.ts'

const now = new Date()
let world: World
let anchors: readonly Uint8Array[]
let genuine: string
beforeAll(async () => {
  world = await sharedWorld(() => now)
  anchors = world.trust().issuers
  genuine = made()
})
const made = (signer = world.signers.credentialIssuer): string =>
  Buffer.from(
    signedXml(
      'Paper',
      'urn:test',
      [
        ['Name', '練習　太郎'],
        ['Amount', '100'],
      ],
      signer,
    ),
  ).toString('utf8')
const whole = ({ certificate, chain, privateKey }: Signer) => ({ chain: [certificate, ...chain], privateKey })
const judge = async (text: string, at = now) => verifyXmlSignature(text, anchors, at)
const stateOf = async (text: string, at = now) => (await judge(text, at))?.verdict.state
const failing = async (text: string) =>
  (await judge(text))?.verdict.findings.filter(({ ok }) => !ok).map(({ rule }) => rule)

describe('the signature of an XML paper', () => {
  it('holds, names who signed, and covers all but itself', async () => {
    const found = await judge(genuine)
    expect(found?.verdict).toMatchObject({ state: 'valid', form: 'xml' })
    expect(found?.verdict.signer).toMatch(/./)
    expect(found?.signed).toContain('<Amount>100</Amount>')
    expect(found?.signed).not.toContain('SignatureValue')
  })

  it('is not there in a paper without one', async () => {
    expect(await judge('<Paper xmlns="urn:test"><Name>x</Name></Paper>')).toBeUndefined()
  })

  it.each([
    ['a changed value', (xml: string) => xml.replace('100', '900')],
    ['a changed name', (xml: string) => xml.replace('太郎', '次郎')],
    ['something added', (xml: string) => xml.replace('<Amount>', '<More>1</More><Amount>')],
    ['a changed attribute', (xml: string) => xml.replace('Id="document"', 'Id="document" Extra="1"')],
    ['a changed digest', (xml: string) => xml.replace(/<DigestValue>../, '<DigestValue>zz')],
    ['a changed signature', (xml: string) => xml.replace(/<SignatureValue>..../, '<SignatureValue>zzzz')],
    ['no signature value', (xml: string) => xml.replace(/<SignatureValue>.*<\/SignatureValue>/, '')],
    ['no certificate', (xml: string) => xml.replace(/<KeyInfo>.*<\/KeyInfo>/, '')],
    ['a certificate that is none', (xml: string) => xml.replace(/<X509Certificate>[^<]*/g, '<X509Certificate>AAAA')],
  ])('does not hold with %s', async (_, spoil) => {
    const spoilt = spoil(genuine)
    expect(spoilt).not.toBe(genuine)
    const found = await judge(spoilt)
    expect(found?.verdict.state).toBe('invalid')
    expect(found?.signed).toBe('')
  })

  it('does not hold wrapped into another document, whatever is shown around it', async () => {
    const inner = genuine
    expect(await failing(`<Paper xmlns="urn:test"><Amount>900</Amount>${inner}</Paper>`)).toContain(
      'XML Signature 1.1 4.4 one signature',
    )
    // The signature at the root, what it covers moved aside under its id.
    const signature = /<Signature .*<\/Signature>/s.exec(genuine)?.[0] ?? ''
    const covered = genuine.replace(signature, '')
    const moved = `<Paper xmlns="urn:test" Id="other"><Amount>900</Amount><Aside>${covered}</Aside>${signature}</Paper>`
    expect(await failing(moved)).toContain('XML Signature 1.1 4.4.3 reference')
    expect(await stateOf(moved)).toBe('invalid')
    // The same id twice.
    expect(await stateOf(genuine.replace('<Name>', '<Name Id="document">'))).toBe('invalid')
  })

  it('does not hold beside a second one', async () => {
    const signature = /<Signature .*<\/Signature>/s.exec(genuine)?.[0] ?? ''
    expect(await failing(genuine.replace(signature, signature + signature))).toContain(
      'XML Signature 1.1 4.4 one signature',
    )
  })

  it.each([
    ['SHA-1', 'http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'],
    [
      'a shared secret',
      'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256',
      'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
    ],
    [
      'a transform that picks',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
    ],
  ])('is not accepted with %s', async (_, from, to) => {
    const other = genuine.replaceAll(from, to)
    expect(await failing(other)).toContain('XML Signature 1.1 4.4.1 algorithms')
    expect(await stateOf(other)).toBe('invalid')
  })

  it('by a stranger holds, and nobody vouches for it; after the end of the certificate that is said', async () => {
    const found = await judge(made(whole(makeSigner({ key: 'P-256', under: stranger }))))
    expect(found?.verdict.state).toBe('notOnList')
    expect(found?.signed).toContain('<Amount>100</Amount>')
    expect(await stateOf(genuine, new Date(now.getTime() + 20 * 365 * 86_400_000))).toBe('expired')
  })

  it('is accepted as others make it: RSA, inclusive canonicalization, the whole document as ""', async () => {
    const { chain, privateKey } = whole(makeSigner({ key: 'rsa', under: stranger }))
    // In another order than one would expect: X509Data has none.
    const turned = chain.toReversed()
    const maker = new SignedXml({
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }),
      canonicalizationAlgorithm: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      getKeyInfoContent: () =>
        `<X509Data>${turned.map((der) => `<X509Certificate>${Buffer.from(der).toString('base64')}</X509Certificate>`).join('')}</X509Data>`,
    })
    maker.addReference({
      xpath: '/*',
      isEmptyUri: true,
      transforms: [
        'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
        'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
      ],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    })
    maker.computeSignature('<a:Paper xmlns:a="urn:test">\n  <a:Amount kind="x">100</a:Amount>\n</a:Paper>')
    const signed = maker.getSignedXml()
    expect(await stateOf(signed)).toBe('notOnList')
    expect(await stateOf(signed.replace('100', '900'))).toBe('invalid')
  })

  it.each([
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'],
    ['an end that is missing', '<Paper><Name>x</Paper>'],
    ['nothing', ''],
    ['text', 'hello'],
    ['an entity that nobody declared', '<x>&b;</x>'],
    ['an attribute twice', '<x a="1" a="2"/>'],
  ])('is not looked for in XML with %s', async (_, text) => {
    await expect(judge(text)).rejects.toMatchObject({ failure: { code: 'paper.broken' } })
  })
  it('never holds over anything else, whatever is put in, taken out or written over', async () => {
    const original = (await judge(genuine))?.signed
    const bits = [
      '',
      '<',
      '>',
      '&amp;',
      '<!-- -->',
      '<![CDATA[x]]>',
      'Id="document"',
      '<Amount>9</Amount>',
      '</Paper>',
      '太郎',
    ]
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat({ max: 40 }), fc.constantFrom(...bits), async (place, length, bit) => {
        const at = place % genuine.length
        const spoilt = genuine.slice(0, at) + bit + genuine.slice(at + length)
        const found = await judge(spoilt).catch((error: unknown) => {
          expect(error).toMatchObject({ failure: { code: 'paper.broken' } })
        })
        if (found?.verdict.state === 'valid') expect(found.signed).toBe(original)
      }),
      { numRuns: 2000 },
    )
  })
})
