// Whether who consented to self-information is the owner of the open drawer: by the four attributes of the owner's card.
import type { CardAttributes } from '../../preload/shapes/cardData.ts'
import type { SelfInfoJob } from '../../preload/shapes/selfInfo.ts'
import { isPhone } from '../card/sameCard.ts'
import { fail } from '../failure.ts'
import { mayHaveArrived } from '../portal/problem.ts'
import { sendHolder } from '../portal/selfInfo.ts'
import { jobTold } from '../portal/selfInfoJobs.ts'
import { underMandate } from '../portal/session.ts'
import { inSession, type PortalPorts } from './portalSession.ts'
import { type CardReading, readCardAttributes } from './readCardData.ts'
import { recorded } from './recorded.ts'
import { type InWords, jobOf, keepJobs, refreshJobs } from './selfInfo.ts'

/**
 * Reads the four attributes of the owner's card, which the guard has compared with the open drawer, and lets the portal
 * compare them with who consented. They go nowhere else and are not kept.
 * @throws selfInfo.notFound, selfInfo.gone, selfInfo.cardDoubtful, selfInfo.notComparable; card.noCertificate: no PIN was asked;
 * card.*, session.*, portal.*
 */
export async function compareHolder(
  ports: PortalPorts,
  { drawer, profile, language }: InWords,
  id: string,
  { reading, by }: { readonly reading: CardReading; readonly by: 'pin' | 'checkNumberB' },
): Promise<SelfInfoJob> {
  const job = await jobOf(drawer, id, ports.now().toISOString())
  if (job.state !== 'compare') return fail({ code: 'selfInfo.notFound' })
  // Nobody types a PIN for a session that has ended.
  await refreshJobs(ports, { drawer, profile })
  const still = await jobOf(drawer, id, ports.now().toISOString())
  if (still.state !== 'compare') return still
  const holder = comparable(await readCardAttributes(withOwnCard(reading), by))
  reading.step('sendingAnswer')
  const at = ports.now().toISOString()
  const sent: SelfInfoJob = { ...still, comparedAt: at }
  // Before it is sent: where its answer gets lost, the result is taken all the same.
  await keepJobs(drawer, profile, [sent])
  const { purpose } = job
  const entry = { at, act: 'selfInfo' as const, party: profile.label[language], purpose, items: [fourInWords] }
  const { result } = await recorded(drawer, entry, () =>
    inSession(ports, { drawer, profile }, (send) =>
      sendHolder(underMandate(send, job.mandate?.id), profile, id, holder),
    ),
  ).catch(async (error: unknown) => {
    // Nothing was compared: a result that comes by somebody else's comparison is none of ours.
    if (!mayHaveArrived(error)) await keepJobs(drawer, profile, [still])
    throw error
  })
  const compared = jobTold(sent, result, { mandate: job.mandate, at, from: profile.label })
  await keepJobs(drawer, profile, [compared])
  return compared
}

/**
 * A card that shows no certificate is like any other to the guard, who lets it be read because reading files nothing. Here it
 * answers for whose self-information is taken in.
 */
const withOwnCard = (reading: CardReading): CardReading => ({
  ...reading,
  asker: {
    ...reading.asker,
    guard: async (seen, purpose) => {
      if (!isPhone(seen) && (seen.certificate ?? seen.shown) === undefined) fail({ code: 'card.noCertificate' })
      await reading.asker.guard(seen, purpose)
    },
  },
})

const fourInWords = {
  credential: { ja: 'カードの4情報', en: 'Four attributes of the card' },
  attributes: [
    { ja: '氏名', en: 'Name' },
    { ja: '生年月日', en: 'Date of birth' },
    { ja: '性別', en: 'Sex' },
    { ja: '住所', en: 'Address' },
  ],
}

/** What the portal can compare. @throws selfInfo.cardDoubtful, selfInfo.notComparable */
export function comparable({ name, birthDate, sex, address, checks }: CardAttributes) {
  if (checks.some(({ state }) => state === 'failed')) return fail({ code: 'selfInfo.cardDoubtful' })
  if ((sex !== 'male' && sex !== 'female') || !/^\d{4}-(?!00)\d{2}-(?!00)\d{2}$/.test(birthDate))
    return fail({ code: 'selfInfo.notComparable' })
  return { name, birthDate, sex, address } as const
}
