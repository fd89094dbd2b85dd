// Makes the keys and certificates of a new practice world. Takes a few seconds, nearly all of it RSA keys.
import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { lifeOf, type RootName, rootAuthority, rootOf, type SignerName, signerCertificate } from './authorities.ts'
import { addYears, dayInJapan } from './calendar.ts'
import { household } from './household.ts'
import type { Authority } from './issueCertificate.ts'
import { issueJpkiCertificate, type JpkiKind, jpkiAuthority } from './jpkiCertificates.ts'
import type { PersonFacts } from './person.ts'
import {
  type EarlierWorldFile,
  loadAuthority,
  type StoredCard,
  storeKey,
  storePrivateKey,
  type WorldFile,
} from './worldFile.ts'

const generate = promisify(generateKeyPair)

interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

/** RSA-2048, e = 65537: what the card holds. */
const newRsaKey = (): Promise<KeyPair> => generate('rsa', { modulusLength: 2048 })
const newEcKey = (): Promise<KeyPair> => generate('ec', { namedCurve: 'P-256' })

export async function generateWorld(now: Date): Promise<WorldFile> {
  const today = dayInJapan(now)
  const begin = new Date(now.getTime() - 3_600_000)
  const end = new Date(`${addYears(today, 15)}T00:00:00Z`)
  // Cards were issued up to six years ago; their authorities are older.
  const oldest = new Date(`${addYears(today, -7)}T00:00:00Z`)

  const jpkiOf = async (kind: JpkiKind) => jpkiAuthority(kind, await newRsaKey(), oldest, end)
  const rootNamed = async (root: RootName) => rootAuthority(root, await newEcKey(), begin, end)
  const [authentication, signature, credentials, verifiers, registrars, tls, dataKeys] = await Promise.all([
    jpkiOf('authentication'),
    jpkiOf('signature'),
    rootNamed('credentials'),
    rootNamed('verifiers'),
    rootNamed('registrars'),
    rootNamed('tls'),
    Promise.all([newRsaKey(), newRsaKey(), newRsaKey(), newRsaKey(), newRsaKey(), newRsaKey(), newRsaKey()]),
  ])
  const roots = { credentials, verifiers, registrars, tls }
  const signer = async (name: SignerName) => {
    const keys = await newEcKey()
    return storeKey(newSignerCertificate(name, roots[rootOf[name]], keys.publicKey, now), keys.privateKey)
  }
  const [authority, dataSigner, internal, session, common, face, licence] = dataKeys
  const cards = await Promise.all(
    household(today).map(async (person) => [person.id, await newCard(person, { authentication, signature })] as const),
  )
  return {
    version: 1,
    generatedAt: now.toISOString(),
    jpki: { authentication: stored(authentication), signature: stored(signature) },
    roots: {
      credentials: stored(credentials),
      verifiers: stored(verifiers),
      registrars: stored(registrars),
      tls: stored(tls),
    },
    signers: {
      credentialIssuer: await signer('credentialIssuer'),
      documentSigner: await signer('documentSigner'),
      portal: await signer('portal'),
      clinic: await signer('clinic'),
      rental: await signer('rental'),
      registrar: await signer('registrar'),
      tls: await signer('tls'),
    },
    cardData: {
      authority: storePrivateKey(authority.privateKey),
      signer: storePrivateKey(dataSigner.privateKey),
      internal: storePrivateKey(internal.privateKey),
      session: storePrivateKey(session.privateKey),
      common: storePrivateKey(common.privateKey),
      face: storePrivateKey(face.privateKey),
      licence: storePrivateKey(licence.privateKey),
    },
    cards: Object.fromEntries(cards),
  }
}

/** Makes what a world of an earlier version lacks; the very same file when it lacks nothing. */
export async function completeWorld(file: EarlierWorldFile): Promise<WorldFile> {
  const generatedOn = dayInJapan(new Date(file.generatedAt))
  const phoneless = household(generatedOn).filter(({ id, phone }) => phone && file.cards[id] && !file.cards[id].phone)
  const { common, face, licence } = file.cardData
  if (phoneless.length === 0 && common && face && licence)
    return { ...file, cardData: { ...file.cardData, common, face, licence } }
  const added = async (key: string | undefined) => key ?? storePrivateKey((await newRsaKey()).privateKey)
  const jpki = {
    authentication: loadAuthority(file.jpki.authentication),
    signature: loadAuthority(file.jpki.signature),
  }
  const cards = { ...file.cards }
  for (const person of phoneless) {
    const card = cards[person.id]
    const phone = await newPhone(person, jpki)
    if (card && phone) cards[person.id] = { ...card, phone }
  }
  const [one, two, three] = await Promise.all([added(common), added(face), added(licence)])
  return { ...file, cards, cardData: { ...file.cardData, common: one, face: two, licence: three } }
}

/** A signer's certificate that begins an hour ago, so that clocks which differ a little still accept it. */
export function newSignerCertificate(name: SignerName, root: Authority, publicKey: KeyObject, now: Date): Uint8Array {
  const begin = new Date(now.getTime() - 3_600_000)
  return signerCertificate(name, root, publicKey, begin, new Date(begin.getTime() + lifeOf(name) * 86_400_000))
}

/** A new certificate of that kind with a new key, as after a renewal at the counter. */
export async function newCardKey(kind: JpkiKind, authority: Authority, person: PersonFacts, issuedOn: string) {
  const keys = await newRsaKey()
  return storeKey(issueJpkiCertificate(kind, authority, person, keys.publicKey, issuedOn), keys.privateKey)
}

async function newCard(person: PersonFacts, jpki: Record<JpkiKind, Authority>): Promise<StoredCard> {
  const { authentication, signature } = person.issuedOn
  const [first, second, phone] = await Promise.all([
    authentication && newCardKey('authentication', jpki.authentication, person, authentication),
    signature && newCardKey('signature', jpki.signature, person, signature),
    newPhone(person, jpki),
  ])
  return {
    ...(first ? { authentication: first } : {}),
    ...(second ? { signature: second } : {}),
    formerAuthentication: [],
    ...(phone ? { phone } : {}),
  }
}

/** A phone gets certificates of its own, both kinds, applied for with the card. */
async function newPhone(person: PersonFacts, jpki: Record<JpkiKind, Authority>): Promise<StoredCard['phone']> {
  if (person.phone === undefined) return undefined
  const [authentication, signature] = await Promise.all([
    newCardKey('authentication', jpki.authentication, person, person.phone.issuedOn),
    newCardKey('signature', jpki.signature, person, person.phone.issuedOn),
  ])
  return { authentication, signature }
}

function stored(authority: Authority) {
  return storeKey(authority.certificate, authority.privateKey)
}
