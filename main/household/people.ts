// Who lives in this home: sealed as a whole under a key from the household secret, so that no name stands on disk.
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { familyApplications } from '../../preload/shapes/applications.ts'
import { calendarKind } from '../../preload/shapes/calendar.ts'
import { idleMinutes } from '../../preload/shapes/locks.ts'
import { personColour, personPicture, type Person as ShownPerson } from '../../preload/shapes/people.ts'
import { derive, fromBase64Url, joined, seal, toBase64Url, unseal } from '../drawer/seal.ts'
import { fail } from '../failure.ts'
import { sealedShare } from '../recovery/sealedShare.ts'
import { writeWhole } from '../writeWhole.ts'
import { peopleFile } from './householdSecret.ts'

const version = 1
/** 32 people with their photos, and as much as they can let everybody see. */
const mostBytes = 8 * 1024 * 1024
/** Certificates are renewed every five years; a phone has one of its own. */
export const mostCards = 16

/** Words of an issuer, bounded: the list of people is read whole. */
const overviewName = z.strictObject({ ja: z.string().max(120), en: z.string().max(120) })

const reminded = { remind: z.literal(true).optional() }
const toldOn = z.iso.date().optional()

const person = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(60),
  colour: personColour,
  drawerId: z.uuid(),
  /** Tags (`cardTag`) of cards that this person said are theirs, beside those that open their drawer. */
  cards: z
    .array(z.string().regex(/^[A-Za-z0-9_-]{43}$/))
    .max(mostCards)
    .optional(),
  picture: personPicture.optional(),
  /** For which others seal the share of a family's recovery that this person shall keep in their drawer: a P-256 point. */
  shareKey: z
    .string()
    .regex(/^[A-Za-z0-9_-]{87}$/)
    .optional(),
  /** Such shares, until they open their drawer. */
  shares: z.array(sealedShare).max(32).optional(),
  /** After how many idle minutes the drawer locks. */
  idleMinutes: idleMinutes.optional(),
  /**
   * What everybody at this PC may see while the drawer is shut; absent: nothing. Days are days in Japan. `next` is what
   * expires next; its name is there only where `shows` says so. `remind`: the operating system tells of it; `toldOn`: when
   * it did last.
   */
  overview: z
    .discriminatedUnion('shows', [
      z.strictObject({
        shows: z.literal('date'),
        ...reminded,
        next: z.strictObject({ until: z.iso.date(), toldOn }).optional(),
      }),
      z.strictObject({
        shows: z.literal('named'),
        ...reminded,
        next: z.strictObject({ until: z.iso.date(), name: overviewName, toldOn }).optional(),
      }),
      z.strictObject({
        shows: z.literal('calendar'),
        ...reminded,
        days: z
          .array(
            z.strictObject({
              key: z.string().max(43),
              kind: calendarKind,
              until: z.iso.date(),
              name: overviewName.optional(),
              toldOn,
            }),
          )
          .max(24),
      }),
    ])
    .optional(),
  /** How their applications stand, as everybody at this PC may see it while the drawer is shut; absent: nothing of it. */
  applications: familyApplications.optional(),
  /** The backup made last, and when one was tried last with what day's content; known while the drawer is shut. */
  backup: z
    .object({
      madeAt: z.iso.datetime(),
      tried: z.object({ at: z.iso.datetime(), madeAt: z.iso.datetime() }).optional(),
    })
    .optional(),
})
const people = z.array(person).max(32)
/** One person of the household and where their drawer lies. */
export type HouseholdPerson = z.infer<typeof person>
export type Colour = ShownPerson['colour']
export type Overview = NonNullable<HouseholdPerson['overview']>

const sealedFile = z.strictObject({ version: z.int().min(1), sealed: z.string().regex(/^[A-Za-z0-9_-]+$/) })
const use = Buffer.from('tefuda/people/1', 'ascii')

/**
 * The list of people; empty where there is no file yet.
 *
 * @throws household.secretMissing when it was sealed with another secret, household.damaged, drawer.newer
 */
export async function readPeople(home: string, secret: Uint8Array): Promise<HouseholdPerson[]> {
  const bytes = await readFile(peopleFile(home)).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? undefined : fail({ code: 'file.unreadable' }, error),
  )
  if (bytes === undefined) return []
  const file = bytes.length > mostBytes ? undefined : sealedFile.safeParse(parsedJson(bytes.toString('utf8'))).data
  if (file === undefined) return fail({ code: 'household.damaged' })
  if (file.version > version) return fail({ code: 'drawer.newer' })
  const sealed = fromBase64Url(file.sealed)
  if (bytes.toString('utf8') !== fileText(sealed)) return fail({ code: 'household.damaged' })
  const fingerprint = sealed.subarray(0, 8)
  const key = peopleKey(secret)
  const plain = unseal(key, sealed.subarray(8), joined(use, fingerprint))
  const sameSecret = Buffer.compare(fingerprint, secretFingerprint(secret)) === 0
  key.fill(0)
  if (plain === undefined) return fail({ code: sameSecret ? 'household.damaged' : 'household.secretMissing' })
  const list = people.safeParse(parsedJson(Buffer.from(plain).toString('utf8'))).data
  return list ?? fail({ code: 'household.damaged' })
}

/** Writes the list whole or not at all. */
export async function writePeople(home: string, secret: Uint8Array, list: readonly HouseholdPerson[]): Promise<void> {
  const key = peopleKey(secret)
  const plain = Buffer.from(JSON.stringify(people.parse(list)), 'utf8')
  const fingerprint = secretFingerprint(secret)
  const sealed = joined(fingerprint, seal(key, plain, joined(use, fingerprint)))
  key.fill(0)
  await writeWhole(peopleFile(home), fileText(sealed))
}

const fileText = (sealed: Uint8Array) => JSON.stringify({ version, sealed: toBase64Url(sealed) })

const peopleKey = (secret: Uint8Array) => derive(secret, new Uint8Array(), 'tefuda/people/1')
/** Tells another secret from a damaged file; says nothing about the secret. */
const secretFingerprint = (secret: Uint8Array) =>
  derive(secret, new Uint8Array(), 'tefuda/people-fingerprint/1').subarray(0, 8)

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
