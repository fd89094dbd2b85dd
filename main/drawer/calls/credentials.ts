import type { Bilingual } from '../../../preload/shapes/common.ts'
import type { CredentialCard, CredentialPage } from '../../../preload/shapes/credentials.ts'
import { decodeChain, encodeChain } from '../../credentials/chainBytes.ts'
import type { CredentialId, StoredCredential } from '../../credentials/credential.ts'
import { verifyCredential } from '../../credentials/verify.ts'
import { isBehind } from '../../turnedBack.ts'
import { birthdaysOf } from '../birthdays.ts'
import type { CredentialCalls, CredentialSearch, IncomingCredential } from '../contract/credentials.ts'
import { cardOf, detailOf } from '../credentialCard.ts'
import { keptCertificate } from '../keptCertificate.ts'
import { sameBytes } from '../seal.ts'
import { compactJws } from '../signCompact.ts'
import { searchWords } from '../store/searchText.ts'
import { newCredentialId, requireSound, verifyIncoming } from '../takeIn.ts'
import type { Inside } from './inside.ts'
import { takeOut } from './takeOut.ts'

export function credentialCalls({ file, trust, run }: Inside): CredentialCalls {
  function page({ text, from, most, at }: CredentialSearch): CredentialPage {
    const { credentials, found, all } = file.stores.credentials.page(searchWords(text), from, most)
    const seen = file.stores.seenTime.read()
    return {
      cards: credentials.map((credential) => cardOf(credential, at)),
      found,
      all,
      ...(seen !== undefined && isBehind(at, seen) ? { clockBehind: seen } : {}),
    }
  }

  async function show(id: CredentialId, at: string) {
    const { credential, labels } = file.stores.credentials.one(id)
    const { format, raw, keyId } = credential
    const holder = keyId === undefined ? {} : { holderJwk: file.stores.deviceKeys.open(keyId).publicJwk }
    const again = await verifyCredential({ format, raw, trust, at, as: 'atIssue', labels, ...holder })
    return detailOf(credential, again, at, await keptCertificate(credential, trust, new Date(at)))
  }

  async function accept(incoming: readonly IncomingCredential[], at: string): Promise<CredentialCard[]> {
    const publicJwkOf = (keyId: string) => file.stores.deviceKeys.open(keyId).publicJwk
    const verified = await verifyIncoming(incoming, publicJwkOf, trust, at)
    file.stores.credentials.add(verified)
    return verified.map(({ id }) => cardOf(file.stores.credentials.one(id).credential, at))
  }

  async function keepCertificate(chain: readonly Uint8Array[], name: Bilingual, at: string): Promise<CredentialCard> {
    const raw = encodeChain(chain)
    const leaf = chain[0] ?? new Uint8Array()
    const kept = file.stores.credentials.all().find((credential) => isOf(credential, leaf))
    if (kept !== undefined) return cardOf(kept, at)
    // One that has ended, or whose authority is on no list of ours, is kept and shown as what it is.
    const verified = await verifyCredential({ format: 'x509', raw, trust, at, as: 'atIssue' })
    requireSound(verified)
    const id = newCredentialId()
    file.stores.credentials.add([{ id, raw, kind: 'certificate', name, labels: [], verified, at }])
    return cardOf(file.stores.credentials.one(id).credential, at)
  }

  return {
    createKey: () => run(() => file.stores.deviceKeys.create()),
    dropKey: (keyId) => run(() => file.stores.deviceKeys.remove(keyId)),
    signJwt: (keyId, header, payload) =>
      run(() => compactJws(header, payload, file.stores.deviceKeys.open(keyId).sign)),

    list: (at) => run(() => file.stores.credentials.all().map((credential) => cardOf(credential, at))),
    page: (wanted) => run(() => page(wanted)),
    endings: () => run(() => file.stores.credentials.endings()),
    show: (id, at) => run(() => show(id, at)),
    accept: (incoming, at) => run(() => accept(incoming, at)),
    keepCertificate: (chain, name, at) => run(() => keepCertificate(chain, name, at)),
    remove: (id, at) =>
      run(() =>
        takeOut(file, at, () => {
          const { credentials, deviceKeys } = file.stores
          const { display, issuer, keyId } = credentials.one(id).credential
          credentials.remove(id)
          if (keyId !== undefined) deviceKeys.remove(keyId)
          return { name: display.name, party: issuer.name }
        }),
      ),
    birthdays: () => run(() => birthdaysOf(file.stores.credentials.all())),
    statusReference: (id) => run(() => file.stores.credentials.one(id).credential.status),
    recordStatus: (id, answer) => run(() => file.stores.credentials.setStatus(id, answer)),
  }
}

const isOf = ({ format, raw }: StoredCredential, certificate: Uint8Array): boolean =>
  format === 'x509' && sameBytes(decodeChain(raw)[0] ?? new Uint8Array(), certificate)
