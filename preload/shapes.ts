// The shapes both sides speak of. Only JSON crosses: bytes as base64url, instants as ISO 8601 UTC text.
import { z } from 'zod'

export const realm = z.enum(['practice', 'real'])
export const language = z.enum(['ja', 'en'])
export const theme = z.enum(['system', 'light', 'dark'])
export const opener = z.enum(['card', 'passphrase', 'recovery'])
export type Opener = z.infer<typeof opener>

export const settings = z.object({ language: language.optional(), theme, furigana: z.boolean() })
export type Settings = z.infer<typeof settings>

export const bilingual = z.object({ ja: z.string(), en: z.string() })
export type Bilingual = z.infer<typeof bilingual>

// --- people and drawers --------------------------------------------------------------------------

export const personColour = z.enum(['blue', 'green', 'orange', 'magenta', 'purple', 'cyan'])
export const person = z.object({
  id: z.string(),
  name: z.string(),
  colour: personColour,
  openers: z.array(opener),
})
export type Person = z.infer<typeof person>

export const household = z.object({
  realm,
  /** 'private': practice mode runs a keyring of its own, whose password lies beside it. */
  keychain: z.enum(['system', 'private', 'unavailable']),
  people: z.array(person),
  /** The person whose drawer is open. */
  open: z.object({ personId: z.string(), by: opener, since: z.string() }).nullable(),
})
export type Household = z.infer<typeof household>

export const slot = z.object({ id: z.string(), kind: opener, createdAt: z.string() })
export type Slot = z.infer<typeof slot>

// --- card ----------------------------------------------------------------------------------------

export const certificateFacts = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  validFrom: z.string(),
  validUntil: z.string(),
  expired: z.boolean(),
  sha256: z.string(),
})
export type CertificateFacts = z.infer<typeof certificateFacts>

/** Tries left; null: the card has no such PIN. */
const tries = z.number().int().min(0).max(15).nullable()

/**
 * The PINs of a My Number Card in the order of its leaflet, and those of the two forms of a driver's licence. `resident` is
 * one PIN to the person and two objects on the card.
 */
export const cardPin = z.enum(['authentication', 'signature', 'input', 'resident'])
export type CardPinName = z.infer<typeof cardPin>
export const licencePin = z.enum(['licence1', 'licence2', 'licenceOnCard'])

/** What carries the certificates. */
export const medium = z.enum(['myNumberCard', 'residentCard', 'android', 'iphone', 'unknown'])
export type Medium = z.infer<typeof medium>

export const cardInReader = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reading') }),
  z.object({
    kind: z.literal('myNumber'),
    label: z.string(),
    medium,
    triesLeft: z.object({ authentication: tries, signature: tries, input: tries, resident: tries }),
    /** マイナ免許証: a driver's licence kept on this card; null: none, or the card could not tell. */
    licence: z.object({ pinSet: z.boolean(), triesLeft: tries }).nullable(),
    /** A card issued without PINs (顔認証マイナンバーカード). Inferred; see practice/card. */
    withoutPins: z.boolean(),
    authentication: certificateFacts.nullable(),
    hasSignatureCertificate: z.boolean(),
    /** The person of this household whose drawer this card opens, when the keychain can tell. */
    personId: z.string().nullable(),
  }),
  /** A driver's licence on a card of its own. Days are YYYY-MM-DD; null: the card did not tell. */
  z.object({
    kind: z.literal('licence'),
    pinSet: z.boolean(),
    triesLeft: z.object({ licence1: tries, licence2: tries }),
    issuedOn: z.string().nullable(),
    expiresOn: z.string().nullable(),
  }),
  z.object({ kind: z.literal('unknown') }),
  /** Recognised as a card but could not be read; the failure says why. */
  z.object({ kind: z.literal('failed'), failure: z.looseObject({ code: z.string() }) }),
])
export type CardInReader = z.infer<typeof cardInReader>

export const cardState = z.object({
  service: z.enum(['up', 'down']),
  readers: z.array(z.object({ id: z.string(), insertion: z.number().nullable(), card: cardInReader.nullable() })),
})
export type CardState = z.infer<typeof cardState>

// --- certificates, and what else a card holds ----------------------------------------------------

export const finding = z.object({ rule: z.string(), ok: z.boolean(), message: z.string() })

export const certificateRole = z.enum(['authentication', 'signature', 'authenticationAuthority', 'signatureAuthority'])
export type CertificateRole = z.infer<typeof certificateRole>

/** The four attributes (基本4情報). */
export const fourAttributes = z.object({
  name: z.string(),
  /** YYYY-MM-DD. */
  birthDate: z.string(),
  sex: z.enum(['male', 'female', 'other', 'unknown']),
  address: z.string(),
})
export type FourAttributes = z.infer<typeof fourAttributes>

/** One certificate of the card, as read just now. */
export const certificateView = certificateFacts.extend({
  role: certificateRole,
  keyUsage: z.array(z.string()),
  extendedKeyUsage: z.array(z.string()),
  policies: z.array(z.string()),
  key: z.string(),
  /** The signing certificate's alternative name; `substituted`: characters that stand for others (代替文字). */
  holder: fourAttributes.extend({ substituted: z.object({ name: z.boolean(), address: z.boolean() }) }).nullable(),
  /** `notOnList`: nobody on our list vouches for it, which is not the same as invalid. Revocation is never part of it. */
  chain: z.object({ state: z.enum(['valid', 'invalid', 'notOnList']), findings: z.array(finding) }),
  /** `chain.state` in the holder's words: past its end, or before its beginning, is no fault of the certificate. */
  verdict: z.enum(['valid', 'expired', 'notYet', 'notOnList', 'invalid']),
  /** The day from which the holder's municipal office renews it (YYYY-MM-DD in Japan); null for an authority's. */
  renewableFrom: z.string().nullable(),
  /** The certificate itself, base64url. */
  der: z.string(),
})
export type CertificateView = z.infer<typeof certificateView>

const dataUrl = z.string().startsWith('data:image/')

/**
 * One check of what was read from a card; preload/text/cardChecks.ts has the words. `notChecked`: nobody could, which is
 * neither good nor bad.
 */
export const cardCheck = z.object({
  check: z.enum([
    'offsets',
    'content',
    'signature',
    'signer',
    'expirySigned',
    'picture',
    'licenceSignature',
    'licenceOnCard',
  ]),
  state: z.enum(['held', 'failed', 'notChecked']),
})
export type CardCheck = z.infer<typeof cardCheck>

/** 券面事項入力補助AP: attributes as text. */
export const cardAttributes = fourAttributes.extend({ checks: z.array(cardCheck) })
export type CardAttributes = z.infer<typeof cardAttributes>

/** 券面事項確認AP: the face of the card as pictures. The 個人番号 is never among them. */
export const cardFace = z.object({
  birthDate: z.string(),
  sex: fourAttributes.shape.sex,
  /** null: the card holds no picture there that can be shown. */
  name: dataUrl.nullable(),
  address: dataUrl.nullable(),
  photo: dataUrl.nullable(),
  securityCode: dataUrl.nullable(),
  expiresOn: z.string().nullable(),
  checks: z.array(cardCheck),
})
export type CardFace = z.infer<typeof cardFace>

/** A text of the licence; external characters are pictures between its parts where the card draws them. */
export const licenceText = z.array(z.union([z.string(), z.object({ picture: dataUrl.nullable() })]))
export type LicenceText = z.infer<typeof licenceText>

/** 運転免許証 or マイナ免許証; what that form does not hold, or was not opened, is null or empty. Days are YYYY-MM-DD. */
export const licenceData = z.object({
  form: z.enum(['licenceCard', 'myNumberCard']),
  name: licenceText,
  kana: licenceText,
  commonName: licenceText,
  birthDate: z.string().nullable(),
  address: licenceText,
  issuedOn: z.string().nullable(),
  /** 色区分: 優良, 新規 or another. */
  colour: z.string(),
  expiresOn: z.string().nullable(),
  conditions: z.array(licenceText),
  authority: z.string(),
  number: z.string(),
  categories: z.array(z.object({ name: bilingual, heldSince: z.string().nullable() })),
  /** What kind of entry each is, the card does not tell in a way that is public. */
  changes: z.array(
    z.object({
      on: z.string().nullable(),
      of: z.enum(['entries', 'domicile']),
      text: licenceText,
      authority: z.string(),
    }),
  ),
  /** 本籍, opened by the second PIN. */
  domicile: licenceText.nullable(),
  photo: dataUrl.nullable(),
  checks: z.array(cardCheck),
})
export type LicenceData = z.infer<typeof licenceData>

// --- documents -----------------------------------------------------------------------------------

/** A file that the person chose; its place stays in main. */
export const chosenDocument = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  kind: z.enum(['pdf', 'cms', 'other']),
  /** Of the whole file as it was when it was chosen, 64 digits in hexadecimal. */
  sha256: z.string(),
})
export type ChosenDocument = z.infer<typeof chosenDocument>

export const signatureForm = z.enum(['pades', 'adbe', 'cms', 'cms-detached'])
export type SignatureForm = z.infer<typeof signatureForm>

/** `id` is the result's own, to be shown and verified; `original` what was signed. `folder` is for people: home is `~`. */
export const signedDocument = z.object({
  id: z.string(),
  original: z.string(),
  name: z.string(),
  savedAs: z.string(),
  folder: z.string(),
})
export type SignedDocument = z.infer<typeof signedDocument>

/**
 * What a later revision of a PDF did to what was signed. `visibleMark`: a further signature shows something where no field
 * was; `unreadable`: it cannot be said what.
 */
export const documentChange = z.enum([
  'pageContent',
  'annotations',
  'formFields',
  'visibleMark',
  'documentInformation',
  'other',
  'unreadable',
])
export type DocumentChange = z.infer<typeof documentChange>

/**
 * One signature of a document. `valid`: everything checked held. `notOnList`: all but that nobody on our list vouches for the
 * signer. `expired`: all held when it is said to have been signed, and the certificate has ended since, so that only the
 * signer's own clock says that it was in time. `invalid`: something does not hold.
 */
export const documentSignature = z.object({
  form: z.enum(['pades', 'adbe', 'cms', 'cms-detached']),
  state: z.enum(['valid', 'notOnList', 'expired', 'invalid']),
  signer: z.object({ subject: z.string(), issuer: z.string(), holder: fourAttributes.nullable() }).nullable(),
  /** What the signer's own clock said; no time stamp proves it. */
  claimedAt: z.string().nullable(),
  /**
   * PDF: whether the signature covers the whole file, and which revision it belongs to (from 1; 0: to none of them).
   * `laterChanges`: what was changed after it; further signatures and what proves them later are not among them.
   */
  coverage: z
    .object({
      wholeFile: z.boolean(),
      revision: z.number(),
      revisions: z.number(),
      laterChanges: z.array(documentChange),
    })
    .nullable(),
  findings: z.array(finding),
})
export type DocumentSignature = z.infer<typeof documentSignature>

export const documentVerdict = z.object({
  kind: z.enum(['pdf', 'cms']),
  /** There is a signature, every one is valid, and nothing was changed after any of them. */
  valid: z.boolean(),
  signatures: z.array(documentSignature),
  notes: z.array(z.string()),
  /** A time stamp is there, which was not checked. */
  timeStamped: z.boolean().optional(),
})
export type DocumentVerdict = z.infer<typeof documentVerdict>

// --- doctor --------------------------------------------------------------------------------------

/** Sentences may carry readings (text/ruby.ts). */
export const diagnosis = z.object({
  code: z.string(),
  ok: z.boolean(),
  cause: bilingual,
  remedy: bilingual,
  reader: z.string().optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  /** What the button beside it does; absent where no program can mend it. */
  fix: bilingual.optional(),
})
export type Diagnosis = z.infer<typeof diagnosis>

// --- portal session ------------------------------------------------------------------------------

export const session = z.object({
  portal: z.string(),
  origin: z.string(),
  name: z.string(),
  since: z.string(),
  expiresAt: z.string(),
})
export type Session = z.infer<typeof session>

/** What waits at the portal for the person who is logged in. `link` is handed to receive.open or share.open as it is. */
export const inbox = z.object({
  offers: z.array(z.object({ id: z.string(), name: bilingual, issuer: z.string(), link: z.string() })),
  requests: z.array(z.object({ id: z.string(), verifier: z.string(), purpose: z.string(), link: z.string() })),
})
export type Inbox = z.infer<typeof inbox>

// --- credentials ---------------------------------------------------------------------------------

export const credentialKind = z.enum(['insurance', 'licence', 'certificate', 'other'])

const statusAnswer = z.object({
  checkedAt: z.string(),
  state: z.enum(['valid', 'invalid', 'suspended', 'unknown']),
  listIssuedAt: z.string().optional(),
  listValidUntil: z.string().optional(),
})

/** A credential as a card in the wallet. */
export const credentialCard = z.object({
  id: z.string(),
  kind: credentialKind,
  format: z.enum(['dc+sd-jwt', 'mso_mdoc', 'x509']),
  name: bilingual,
  issuer: z.string(),
  receivedAt: z.string(),
  issuedAt: z.string().optional(),
  validUntil: z.string().optional(),
  expired: z.boolean(),
  verifiedAt: z.string(),
  lastStatus: statusAnswer.optional(),
  /** Two or three lines for the card's face. */
  face: z.array(z.object({ label: bilingual, value: z.string() })).max(4),
  /** The holder's picture on the card's face, as a data: URL. */
  portrait: z.string().startsWith('data:image/').optional(),
})
export type CredentialCard = z.infer<typeof credentialCard>

/** An attribute as shown: `text` is ready to read (dates, yes/no, lists), `picture` a data: URL. */
export const shownAttribute = z.object({
  path: z.array(z.union([z.string(), z.number()])),
  label: bilingual,
  text: z.object({ ja: z.string(), en: z.string() }),
  picture: z.string().startsWith('data:image/').optional(),
})
export type ShownAttribute = z.infer<typeof shownAttribute>

export const credentialDetail = credentialCard.extend({
  type: z.string(),
  attributes: z.array(shownAttribute),
  /** Verified again now, offline, from the stored chain up to the pinned anchor as it was at issue. */
  check: z.object({ at: z.string(), valid: z.boolean(), findings: z.array(finding) }),
  /** Of a kept certificate of the card, judged for now. */
  certificate: certificateView.optional(),
})
export type CredentialDetail = z.infer<typeof credentialDetail>

// --- receiving and sharing -----------------------------------------------------------------------

export const offerSummary = z.object({
  id: z.string(),
  issuer: z.object({ name: z.string(), host: z.string() }),
  credentials: z.array(z.object({ kind: credentialKind, name: bilingual, attributes: z.array(bilingual) })),
  /** A code that the issuer told by another way is needed. */
  txCode: z
    .object({
      inputMode: z.enum(['numeric', 'text']),
      length: z.number().optional(),
      description: z.string().optional(),
    })
    .nullable(),
})
export type OfferSummary = z.infer<typeof offerSummary>

/** One of the answers that the query allows. */
export const shareOption = z.object({
  id: z.string(),
  /** What would leave, by credential query; several candidates where more than one credential of the drawer answers. */
  parts: z.array(
    z.object({
      queryId: z.string(),
      candidates: z.array(z.object({ credential: credentialCard, attributes: z.array(shownAttribute) })).min(1),
    }),
  ),
})
export type ShareOption = z.infer<typeof shareOption>

export const requestSummary = z.object({
  id: z.string(),
  verifier: z.object({
    name: z.string(),
    certificateSubject: z.string(),
    host: z.string(),
    registered: z.boolean(),
    privacyPolicy: z.string().optional(),
  }),
  purpose: z.string(),
  /** In the verifier's order; the first is what it prefers. The one with the fewest attributes is `leastOptionId`. */
  options: z.array(shareOption),
  leastOptionId: z.string(),
  /** Earlier shares with the same verifier. */
  sharedBefore: z.number(),
})
export type RequestSummary = z.infer<typeof requestSummary>

export const receipt = z.object({
  ledgerId: z.string(),
  at: z.string(),
  verifier: z.string(),
  purpose: z.string(),
  shared: z.array(z.object({ credential: bilingual, attributes: z.array(bilingual) })),
  /** Where the verifier asks to go on, opened in the browser. */
  redirectTo: z.string().optional(),
  /** The ledger's head after this share, in short: what the ledger can be compared with later. */
  ledgerHead: z.string().optional(),
})
export type Receipt = z.infer<typeof receipt>

// --- ledger --------------------------------------------------------------------------------------

export const partyContact = z.object({
  host: z.string().optional(),
  certificateSubject: z.string().optional(),
  privacyPolicy: z.string().optional(),
  contact: z.string().optional(),
})

/** Names of attributes, never values. */
export const ledgerEntry = z.object({
  id: z.string(),
  /** Its place in the chain, from 1. */
  place: z.number().optional(),
  at: z.string(),
  act: z.enum([
    'share',
    'logIn',
    'logOut',
    'receive',
    'remove',
    'statusCheck',
    'slotChange',
    'backup',
    'restore',
    'decline',
    'sign',
    'pinChange',
    'cardBinding',
    // An entry was erased; the comparison with a kept head was begun anew.
    'erase',
    'beginAnew',
  ]),
  /**
   * 'started' without an end: the program was stopped in between, and the act may or may not have arrived. 'declined': the
   * person said no; 'refused': the wallet did, before anything left.
   */
  outcome: z.enum(['started', 'done', 'failed', 'declined', 'refused']),
  party: z.string(),
  /** How the party can be written to, as its registration and certificate said at the time. */
  contact: partyContact.optional(),
  purpose: z.string().optional(),
  items: z.array(z.object({ credential: bilingual, attributes: z.array(bilingual) })),
  failure: z.string().optional(),
  /** Of an 'erase': the places whose content was erased. */
  erased: z.array(z.number()).optional(),
})
export type LedgerEntry = z.infer<typeof ledgerEntry>

/** A calendar day in Japan. */
const day = z.iso.date()

/** Which entries; every member narrows. */
export const ledgerFilter = z.object({
  acts: z.array(ledgerEntry.shape.act).max(20).optional(),
  outcomes: z.array(ledgerEntry.shape.outcome).max(10).optional(),
  /** The whole name of the party. */
  party: z.string().max(500).optional(),
  from: day.optional(),
  /** That day included. */
  until: day.optional(),
  /** In party, purpose, names of credentials and attributes, in any width and case. */
  text: z.string().max(200).optional(),
})
export type LedgerFilter = z.infer<typeof ledgerFilter>

/**
 * How the ledger compares with a head that was kept outside the drawer. `extends`: it goes on from there. `cutOff`: it ends
 * before. `differs`: another row stands at that place. `foreign`: the head was not signed by this drawer. `none` and
 * `unavailable`: there is nothing to compare with, or the keychain does not answer; then nothing is said.
 */
export const headComparison = z.object({
  state: z.enum(['same', 'extends', 'cutOff', 'differs', 'foreign', 'none', 'unavailable']),
  /** How many rows there were then, and how many have come since. */
  count: z.number().optional(),
  since: z.number().optional(),
  at: z.string().optional(),
})
export type HeadComparison = z.infer<typeof headComparison>

export const ledgerFinding = z.object({
  /**
   * `misplaced`: not the row that belongs in that place. `unchained`: its hash does not follow from the row before.
   * `altered`: its content is not what was committed to. `erasedWithoutTrace`: emptied, and no later row says so.
   * `notErased`: a later row says that it was erased. `unreadable`: committed to, and not an entry.
   */
  rule: z.enum(['misplaced', 'unchained', 'altered', 'erasedWithoutTrace', 'notErased', 'unreadable']),
  place: z.number(),
})
export type LedgerFinding = z.infer<typeof ledgerFinding>

export const ledgerReport = z.object({
  /** No finding, and no comparison that failed. */
  sound: z.boolean(),
  count: z.number(),
  erased: z.number(),
  /** The present head in short, as it stands on receipts; null: the ledger is empty. */
  receipt: z.string().nullable(),
  /** The first hundred. */
  findings: z.array(ledgerFinding),
  /** With the head in the keychain. */
  kept: headComparison,
  /** With the receipt or the exported head that was given. */
  given: headComparison.nullable(),
})
export type LedgerReport = z.infer<typeof ledgerReport>

export const letterAbout = z.enum(['deletion', 'abuse'])
export type LetterAbout = z.infer<typeof letterAbout>

/** A letter that nobody sends but the person. */
export const ledgerLetter = z.object({
  /** Where it can be sent, as far as it is known; empty: nowhere. */
  addresses: z.array(z.string()),
  subject: z.string(),
  body: z.string(),
})
export type LedgerLetter = z.infer<typeof ledgerLetter>

// --- practice ------------------------------------------------------------------------------------

/** Which of a practice person's cards: phone is a phone's token held to the reader. */
export const practiceCard = z.enum(['myNumber', 'licence', 'phone'])
export type PracticeCardKind = z.infer<typeof practiceCard>

export const practiceState = z.object({
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      note: bilingual,
      pins: z.object({
        authentication: z.string().optional(),
        signature: z.string().optional(),
        input: z.string().optional(),
        resident: z.string().optional(),
        licence1: z.string().optional(),
        licence2: z.string().optional(),
        licenceOnCard: z.string().optional(),
      }),
      /** 照合番号B of that person's card. */
      checkNumberB: z.string(),
      cards: z.array(practiceCard),
    }),
  ),
  /** Empty where the cards are not in memory (a real PC/SC reader is used). */
  readers: z.array(z.object({ id: z.string(), personId: z.string().nullable(), kind: practiceCard.nullable() })),
  portal: z.object({ running: z.boolean(), origin: z.string().optional() }),
  verifiers: z.array(z.object({ id: z.enum(['portal', 'clinic', 'rental']), name: bilingual, asks: bilingual })),
})
export type PracticeState = z.infer<typeof practiceState>

// --- backup --------------------------------------------------------------------------------------

/** What opens a backup. */
export const backupKey = z.enum(['recovery', 'passphrase'])
export type BackupKey = z.infer<typeof backupKey>

/** A backup file that was made or chosen, as far as it tells without a secret. */
export const chosenBackup = z.object({
  id: z.string(),
  /** Of the file. */
  name: z.string(),
  size: z.number(),
  keys: z.array(backupKey),
})
export type ChosenBackup = z.infer<typeof chosenBackup>

/** What an unlocked backup holds, and what it cannot bring back. */
export const backupPreview = z.object({
  id: z.string(),
  by: backupKey,
  person: z.string(),
  colour: personColour,
  madeAt: z.string(),
  counts: z.object({
    certificate: z.number(),
    insurance: z.number(),
    licence: z.number(),
    other: z.number(),
  }),
  ledgerEntries: z.number(),
  /** Credentials whose key is in the backup, and those that have to be issued again because theirs is not. */
  withKey: z.number(),
  withoutKey: z.number(),
  /** Keys of the drawer that belong to the PC it was made on. */
  openers: z.array(z.enum(['card', 'passphrase'])),
  session: z.boolean(),
  /** Whether somebody of that name, or that very drawer, is in this household; null: it cannot be told without the keychain. */
  sameName: z.boolean().nullable(),
  sameDrawer: z.boolean(),
})
export type BackupPreview = z.infer<typeof backupPreview>

/** What was looked at in a test restore; all true: it would work. */
export const backupTest = z.object({
  at: z.string(),
  checks: z.array(z.object({ what: z.enum(['whole', 'counts', 'keys', 'ledger']), ok: z.boolean() })),
})
export type BackupTest = z.infer<typeof backupTest>
