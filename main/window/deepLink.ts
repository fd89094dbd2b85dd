// Links that other programs hand to the wallet. A link only starts a question to the person; it never acts by itself.

export interface DeepLink {
  readonly kind: 'offer' | 'request'
  readonly link: string
}

/** The schemes of OpenID4VCI 1.0 (13) and OpenID4VP 1.0 (13), and of their HAIP profile. */
export const linkSchemes = ['openid-credential-offer', 'haip-vci', 'openid4vp', 'haip-vp'] as const

const kinds: Record<string, DeepLink['kind']> = {
  'openid-credential-offer:': 'offer',
  'haip-vci:': 'offer',
  'openid4vp:': 'request',
  'haip-vp:': 'request',
}

/** The first of these texts that is a link of ours, at most 20,000 characters long. */
export function findLink(texts: readonly string[]): DeepLink | undefined {
  for (const text of texts) {
    const scheme = /^[a-z0-9-]+:/.exec(text.slice(0, 40).toLowerCase())?.[0]
    const kind = scheme === undefined ? undefined : kinds[scheme]
    if (kind !== undefined && text.length <= 20_000) return { kind, link: text }
  }
  return undefined
}
