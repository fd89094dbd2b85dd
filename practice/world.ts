// The practice world: made-up people with their keys and PINs, and the authorities that vouch for them and for others.
import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Trust } from '../main/certificates/trust.ts'
import { type RootName, rootOf, type SignerName, type VerifierName } from './authorities.ts'
import { dayInJapan } from './calendar.ts'
import { completeWorld, generateWorld, newCardKey, newSignerCertificate } from './generateWorld.ts'
import { household } from './household.ts'
import { type Authority, toPem } from './issueCertificate.ts'
import type { PracticePerson } from './person.ts'
import {
  createWorldFile,
  loadAuthority,
  loadBytes,
  loadKey,
  loadPrivateKey,
  readWorldFile,
  replaceWorldFile,
  type StoredKey,
  storeKey,
  type WorldFile,
} from './worldFile.ts'
import { writePems } from './worldPems.ts'

/** A key and the certificates that go with it: leaf first, without the anchor. */
export interface Signer {
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

/** RSA keys behind what the cards hold beside the certificates (known from one source). */
export interface CardDataKeys {
  /** Certifies `signer`. */
  readonly authority: KeyObject
  /** Vouches for number, attributes and face. */
  readonly signer: KeyObject
  /** The card's own, of 券面事項入力補助AP. */
  readonly internal: KeyObject
  readonly session: KeyObject
  /** The card's own, of 共通カードAP. */
  readonly common: KeyObject
  /** The card's own, of 券面事項確認AP. */
  readonly face: KeyObject
  /** Vouches for driver's licences. */
  readonly licence: KeyObject
}

export interface World {
  readonly folder: string
  readonly generatedAt: Date
  /** Follows {@link renewCard}; read it anew rather than keep it. */
  readonly people: readonly PracticePerson[]
  /** With their keys, so that tests can have certificates issued that should not be. */
  readonly authorities: {
    readonly jpkiAuthentication: Authority
    readonly jpkiSignature: Authority
  } & Readonly<Record<RootName, Authority>>
  readonly signers: {
    /** SD-JWT VC and signed issuer metadata. */
    readonly credentialIssuer: Signer
    readonly documentSigner: Signer
    readonly verifiers: Readonly<Record<VerifierName, Signer>>
    readonly registrar: Signer
    readonly tls: Signer
  }
  readonly cardData: CardDataKeys
  /** By id (taro) or name, with or without the space between family and given name. */
  person(idOrName: string): PracticePerson | undefined
  /** What the practice profile of wallet and portal trusts. */
  trust(): Trust
}

/**
 * Opens the practice world of that folder; makes it on first use, which takes some seconds. Two processes may do so at
 * once and then share the one that was first. Signers whose certificates end within 30 days get new ones.
 */
export async function openWorld(folder: string, now: () => Date): Promise<World> {
  const found = (await readWorldFile(folder)) ?? (await createWorldFile(folder, await generateWorld(now())))
  const file = freshSigners(await completeWorld(found), now())
  if (JSON.stringify(file) !== JSON.stringify(found)) await replaceWorldFile(folder, file)
  const world = new OpenWorld(folder, file)
  await writePems(world)
  return world
}

/**
 * Gives that person's card a new authentication certificate and key, as the municipal office does before the old one
 * ends; the old certificate is kept in `formerAuthentication`. Cards created before keep the old key.
 */
export async function renewCard(world: World, personId: string, now: () => Date): Promise<PracticePerson> {
  const person = world.person(personId)
  const found = await readWorldFile(world.folder)
  const file = found && (await completeWorld(found))
  const card = person && file?.cards[person.id]
  if (person === undefined || file === undefined || card?.authentication === undefined) {
    throw new Error(`${personId} has no authentication certificate to renew`)
  }
  const authority = world.authorities.jpkiAuthentication
  const renewed: WorldFile = {
    ...file,
    cards: {
      ...file.cards,
      [person.id]: {
        ...card,
        authentication: await newCardKey('authentication', authority, person, dayInJapan(now())),
        formerAuthentication: [...card.formerAuthentication, card.authentication.certificate],
      },
    },
  }
  await replaceWorldFile(world.folder, renewed)
  if (world instanceof OpenWorld) world.follow(renewed)
  return world.person(person.id) ?? person
}

class OpenWorld implements World {
  readonly folder: string
  readonly generatedAt: Date
  readonly authorities: World['authorities']
  readonly signers: World['signers']
  readonly cardData: CardDataKeys
  #people: readonly PracticePerson[]

  constructor(folder: string, file: WorldFile) {
    this.folder = folder
    this.generatedAt = new Date(file.generatedAt)
    const { roots, signers, cardData } = file
    this.authorities = {
      jpkiAuthentication: loadAuthority(file.jpki.authentication),
      jpkiSignature: loadAuthority(file.jpki.signature),
      credentials: loadAuthority(roots.credentials),
      verifiers: loadAuthority(roots.verifiers),
      registrars: loadAuthority(roots.registrars),
      tls: loadAuthority(roots.tls),
    }
    this.signers = {
      credentialIssuer: loadSigner(signers.credentialIssuer),
      documentSigner: loadSigner(signers.documentSigner),
      verifiers: {
        portal: loadSigner(signers.portal),
        clinic: loadSigner(signers.clinic),
        rental: loadSigner(signers.rental),
      },
      registrar: loadSigner(signers.registrar),
      tls: loadSigner(signers.tls),
    }
    this.cardData = loadCardData(cardData)
    this.#people = loadPeople(file)
  }

  get people(): readonly PracticePerson[] {
    return this.#people
  }

  follow(file: WorldFile): void {
    this.#people = loadPeople(file)
  }

  person(idOrName: string): PracticePerson | undefined {
    const wanted = idOrName.replaceAll(/\s/g, '').toLowerCase()
    return this.#people.find((person) => person.id === wanted || person.name.kanji.replaceAll(/\s/g, '') === wanted)
  }

  trust(): Trust {
    const { jpkiAuthentication, jpkiSignature, credentials, verifiers, registrars, tls } = this.authorities
    return {
      realm: 'practice',
      jpki: { authentication: [jpkiAuthentication.certificate], signature: [jpkiSignature.certificate] },
      issuers: [credentials.certificate],
      mdocIssuers: [credentials.certificate],
      verifiers: [verifiers.certificate],
      registrars: [registrars.certificate],
      cardAuthorities: [
        new Uint8Array(createPublicKey(this.cardData.authority).export({ type: 'spki', format: 'der' })),
      ],
      tls: [toPem(tls.certificate)],
    }
  }
}

function loadPeople(file: WorldFile): PracticePerson[] {
  return household(dayInJapan(new Date(file.generatedAt))).map((facts) => {
    const card = file.cards[facts.id]
    return {
      ...facts,
      ...(card?.authentication ? { authentication: loadKey(card.authentication) } : {}),
      ...(card?.signature ? { signature: loadKey(card.signature) } : {}),
      formerAuthentication: card?.formerAuthentication.map(loadBytes) ?? [],
      ...(card?.phone
        ? {
            phoneKeys: { authentication: loadKey(card.phone.authentication), signature: loadKey(card.phone.signature) },
          }
        : {}),
    }
  })
}

/** Each is read when it is first used. */
function loadCardData(stored: WorldFile['cardData']): CardDataKeys {
  const loaded = new Map<keyof CardDataKeys, KeyObject>()
  const key = (name: keyof CardDataKeys): KeyObject => {
    const found = loaded.get(name) ?? loadPrivateKey(stored[name])
    loaded.set(name, found)
    return found
  }
  return {
    get authority() {
      return key('authority')
    },
    get signer() {
      return key('signer')
    },
    get internal() {
      return key('internal')
    },
    get session() {
      return key('session')
    },
    get common() {
      return key('common')
    },
    get face() {
      return key('face')
    },
    get licence() {
      return key('licence')
    },
  }
}

function loadSigner(stored: StoredKey): Signer {
  const key = loadKey(stored)
  return {
    chain: [key.certificate],
    get privateKey() {
      return key.privateKey
    },
  }
}

function freshSigners(file: WorldFile, now: Date): WorldFile {
  const names = Object.keys(file.signers) as SignerName[]
  const ending = names.filter((name) => endOf(file.signers[name]).getTime() - now.getTime() < 30 * 86_400_000)
  if (ending.length === 0) return file
  const signers = { ...file.signers }
  for (const name of ending) {
    const { privateKey } = loadKey(signers[name])
    const root = loadAuthority(file.roots[rootOf[name]])
    signers[name] = storeKey(newSignerCertificate(name, root, createPublicKey(privateKey), now), privateKey)
  }
  return { ...file, signers }
}

function endOf(stored: StoredKey): Date {
  return new Date(new X509Certificate(loadBytes(stored.certificate)).validTo)
}
