// The session with a portal, which an open drawer holds, and the key with which this PC logs in there.

export interface PortalToken {
  readonly portal: string
  readonly origin: string
  readonly name: string
  /** How it was begun; 'pc': by the key that is enrolled for this PC. */
  readonly by: 'card' | 'pc' | 'phone'
  readonly accessToken: string
  /** Good for one use, which gives the next. */
  readonly refreshToken: string
  readonly since: string
  /** Of the access token. */
  readonly expiresAt: string
  /** The portal ends the session after so long without any call. */
  readonly idleSeconds: number
  /** The last call. */
  readonly usedAt: string
}

/** The public half of a key on P-256 (RFC 7518 6.2.1). */
export interface PublicP256 {
  readonly kty: 'EC'
  readonly crv: 'P-256'
  readonly x: string
  readonly y: string
}

/** Claims of a DPoP proof (RFC 9449 4.2); `iat` in seconds, `ath` where an access token comes along. */
export interface ProofClaims {
  readonly jti: string
  readonly htm: string
  readonly htu: string
  readonly iat: number
  readonly nonce?: string
  readonly ath?: string
}

/** This PC, enrolled at a portal for logging in without the card. */
export interface Enrolment {
  readonly origin: string
  /** Its id at the portal, which is its client id too. */
  readonly deviceId: string
  /** As the person calls this PC. */
  readonly name: string
  readonly enrolledAt: string
  /** When the certificate of the card ends that vouched for it. */
  readonly endsAt: string
}

export interface PortalCalls {
  /** A new key for the session that is to begin; the one before is forgotten. All of it stays in this process's memory. */
  beginSession(): Promise<void>
  saveToken(token: PortalToken): Promise<void>
  token(): Promise<PortalToken | undefined>
  clearToken(): Promise<void>
  /** A DPoP proof by the session's key. @throws session.none */
  prove(claims: ProofClaims): Promise<string>
  /** A new key for logging in from this PC, sealed with `secret` (household/pcSecret.ts), which is wiped. */
  beginEnrolment(origin: string, secret: Uint8Array): Promise<PublicP256>
  /** @throws enrolment.none */
  finishEnrolment(enrolment: Enrolment): Promise<void>
  enrolment(origin: string): Promise<Enrolment | undefined>
  /** A JWT by that key, ES256; `secret` is wiped. @throws enrolment.none, enrolment.otherPc */
  signEnrolled(origin: string, secret: Uint8Array, header: object, payload: object): Promise<string>
  dropEnrolment(origin: string): Promise<void>
}
