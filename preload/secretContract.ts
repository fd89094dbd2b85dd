// What main and its small secret window say to each other: the only place where a PIN, a passphrase or a recovery code
// crosses. One window asks one question and is closed by main once the answer is accepted or the person cancels.
import { z } from 'zod'
import { cardPin, licencePin } from './shapes/card.ts'
import { language, realm } from './shapes/common.ts'
import { actor } from './shapes/mandates.ts'
import { personColour } from './shapes/people.ts'
import { theme } from './shapes/settings.ts'

/** What a PIN is for; the same as PinPurpose in main. */
const purpose = z.enum([
  'logIn',
  'enrolPc',
  'portalMandate',
  'apply',
  'openDrawer',
  'newDrawer',
  'changePin',
  'readCertificate',
  'readAttributes',
  'readFace',
  'readLicence',
  'sign',
])

/** Which secret is asked, with all that the person should know before typing it: what the page sees of main's SecretQuestion. */
export const secretQuestion = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pin'),
    pin: z.union([cardPin, licencePin]),
    triesLeft: z.number().int().min(0).max(15),
    purpose,
    person: z.string().optional(),
    origin: z.string().optional(),
  }),
  // What it must not be (the old one, birthdays) is known to main alone.
  z.object({ kind: z.literal('newPin'), pin: cardPin, person: z.string().optional() }),
  z.object({
    kind: z.literal('checkNumberB'),
    triesLeft: z.number().int().min(0).max(15),
    purpose,
    person: z.string().optional(),
  }),
  z.object({ kind: z.literal('passphrase'), person: z.string(), backup: z.boolean().optional() }),
  z.object({ kind: z.literal('newPassphrase'), person: z.string(), backup: z.boolean().optional() }),
  z.object({ kind: z.literal('recoveryShow'), person: z.string(), code: z.string() }),
  z.object({ kind: z.literal('recoveryCode'), person: z.string(), backup: z.boolean().optional() }),
  z.object({ kind: z.literal('shareShow'), person: z.string(), holder: z.string().optional(), share: z.string() }),
  z.object({ kind: z.literal('shareKept'), person: z.string(), share: z.string() }),
  // What it has to belong to is known to main alone.
  z.object({ kind: z.literal('share'), person: z.string(), place: z.union([z.literal(1), z.literal(2)]) }),
])

/** How the window shall look; it reads no settings of its own. */
export const surroundings = z.object({
  language,
  theme,
  realm,
  furigana: z.boolean(),
  /** Whose drawer is open meanwhile, and by whose hand; null: nobody's. */
  open: z.object({ person: z.object({ name: z.string(), colour: personColour }), actor: actor.optional() }).nullable(),
})

export const asked = z.object({ question: secretQuestion, surroundings })
export type Asked = z.infer<typeof asked>

/** UTF-8, at most 1 KiB. `confirmedLastTry`: at one try left the person said that they know the PIN. */
export const secretAnswer = z.object({
  secret: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 0 && bytes.length <= 1024),
  confirmedLastTry: z.boolean(),
})
export type SecretAnswer = z.infer<typeof secretAnswer>

/** As it crosses: sealed for main (preload/sealed.ts), so that nothing on the way keeps a readable copy. */
export const sealedAnswer = z.object({
  sealed: z.instanceof(Uint8Array).refine((bytes) => bytes.length > 93 && bytes.length <= 1024 + 93),
  confirmedLastTry: z.boolean(),
})

/** Why a new PIN would be guessed too easily. */
export const weakPin = z.enum(['same', 'birthday', 'year', 'run', 'repeated', 'keyboard', 'common', 'name'])
export type WeakPin = z.infer<typeof weakPin>

/**
 * Whether main took the answer. A refusal keeps the window open for another go and has touched neither card nor drawer:
 * `form`: cannot be this secret at all (length, characters, words); `weak`: see passphraseAdvice; `notTypedBack`: differs
 * from the recovery code shown; `lastTry`: one try is left and the person has not said that they know the PIN; `weakPin`:
 * a new PIN that would be guessed; `shareLine`: a letter of that line of a share is wrong; `shareOther`, `shareOld`,
 * `shareSame`: a share of another drawer, of an earlier making, or the one that was given already.
 */
export const verdict = z.union([
  z.object({ accepted: z.literal(true) }),
  z.object({
    accepted: z.literal(false),
    because: z.enum(['form', 'weak', 'notTypedBack', 'lastTry', 'shareOther', 'shareOld', 'shareSame']),
  }),
  z.object({ accepted: z.literal(false), because: z.literal('shareLine'), line: z.number().int().min(1).max(4) }),
  z.object({ accepted: z.literal(false), because: z.literal('weakPin'), reason: weakPin }),
])
export type Verdict = z.infer<typeof verdict>

/** `advice` is the first thing that would make the passphrase better; `good` exactly when `strong`. */
export const strength = z.object({
  strong: z.boolean(),
  advice: z.enum(['empty', 'tooShort', 'common', 'pattern', 'name', 'guessable', 'good']),
})
export type Strength = z.infer<typeof strength>

/** Every message of the secret window by its channel (ipcRenderer.invoke), with what it carries. */
export const secretContract = {
  'secret-question': { input: z.undefined(), output: asked },
  /** What an answer is sealed for: a point of P-256. */
  'secret-key': { input: z.undefined(), output: z.instanceof(Uint8Array) },
  'secret-answer': { input: sealedAnswer, output: verdict },
  'secret-cancel': { input: z.undefined(), output: z.undefined() },
  'secret-advice': { input: z.string().max(1024), output: strength },
  /** Words drawn at random for a new passphrase. */
  'secret-generate': { input: z.undefined(), output: z.string() },
  /** Prints the page (its print style holds the code or share with what belongs to it only); false when the person cancelled the system's dialog. */
  'secret-print': { input: z.undefined(), output: z.boolean() },
} as const

/** What the secret page sees as `window.secret`. */
export interface SecretApi {
  readonly question: Promise<Asked>
  answer(answer: SecretAnswer): Promise<Verdict>
  cancel(): Promise<void>
  passphraseAdvice(text: string): Promise<Strength>
  generate(): Promise<string>
  print(): Promise<boolean>
}
