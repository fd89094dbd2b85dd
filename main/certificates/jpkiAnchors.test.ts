import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { jpkiAnchors } from './jpkiAnchors.ts'
import type { Trust } from './trust.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const sha256 = (der: Uint8Array) => createHash('sha256').update(der).digest('hex')
const [leaf, listed, stranger] = [bytes('leaf'), bytes('authority'), bytes('another')]
const trust: Trust = {
  realm: 'real',
  jpki: {
    authentication: [],
    signature: [],
    pinned: { authentication: [sha256(listed), sha256(leaf)], signature: [] },
  },
  issuers: [],
  mdocIssuers: [],
  verifiers: [],
  registrars: [],
  tls: [],
}

it("takes the card's copy of its authority only when it is pinned for that use, and never the leaf", () => {
  expect(jpkiAnchors(trust, 'authentication', [leaf, listed])).toEqual([listed])
  expect(jpkiAnchors(trust, 'authentication', [leaf, stranger])).toEqual([])
  expect(jpkiAnchors(trust, 'signature', [leaf, listed])).toEqual([])
  expect(
    jpkiAnchors({ ...trust, jpki: { authentication: [], signature: [] } }, 'authentication', [leaf, listed]),
  ).toEqual([])
})
