// What a person does with the card, by the wallet's own journeys. A test may put a broken one in the place of another.
import { leaveClean } from '../../../main/card/applications.ts'
import { withAuthenticationKey } from '../../../main/card/authentication.ts'
import { type AskedPin, askPin, leavesCount, type PinAsker, withAskedPin } from '../../../main/journeys/askPin.ts'
import { readSigningCertificate } from '../../../main/journeys/cardCertificates.ts'
import { changePin, type Halfway } from '../../../main/journeys/changePin.ts'
import { readCardAttributes } from '../../../main/journeys/readCardData.ts'
import type { Action } from './steps.ts'

export interface Acting {
  readonly asker: PinAsker
  readonly reader: string
  readonly halfway: Halfway
}
export type Acts = Readonly<Record<Action, (acting: Acting) => Promise<unknown>>>

const message = Buffer.from('a challenge')

/** All of a log-in but the portal. */
async function logIn({ asker, reader }: Acting): Promise<void> {
  const asked = await askPin(asker, { reader, pin: 'authentication', purpose: 'logIn' })
  await withAskedPin(asker, asked, async (exchange, access, unchanged) => {
    const { certificate } = asked.seen
    const key = { typed: asked, certificate, memory: asker.cards.memory }
    await withAuthenticationKey(exchange, access, key, ({ sign }) => sign(message))
    if (leavesCount(asked)) unchanged()
  })
}

const attributes =
  (by: 'pin' | 'checkNumberB') =>
  ({ asker, reader }: Acting) =>
    readCardAttributes(
      {
        asker,
        reader,
        authorities: [],
        step: () => undefined,
        startPictureProcess: () => {
          throw new Error('no picture is asked for')
        },
      },
      by,
    )

const change =
  (pin: 'authentication' | 'signature' | 'input' | 'resident') =>
  ({ asker, reader, halfway }: Acting) =>
    changePin(asker, { reader, pin, halfway, birthdays: async () => [], record: (act) => act() })

export const acts: Acts = {
  logIn,
  readSigning: ({ asker, reader }) => readSigningCertificate(asker, { reader, opened: async () => undefined }),
  readAttributes: attributes('pin'),
  readAttributesByNumber: attributes('checkNumberB'),
  'change authentication': change('authentication'),
  'change signature': change('signature'),
  'change input': change('input'),
  'change resident': change('resident'),
}

/** Proving a PIN, as a broken wallet might do it. */
export type Prove = (
  exchange: Parameters<Parameters<typeof withAskedPin>[2]>[0],
  access: Parameters<Parameters<typeof withAskedPin>[2]>[1],
  asked: AskedPin,
) => Promise<void>

/** The same acts with another way of proving the PIN in a log-in. `tidy`: the card is left clean afterwards. */
export const actsWith = (prove: Prove, tidy: boolean): Acts => ({
  ...acts,
  async logIn({ asker, reader }) {
    const asked = await askPin(asker, { reader, pin: 'authentication', purpose: 'logIn' })
    await withAskedPin(asker, asked, async (exchange, access) => {
      await prove(exchange, access, asked).finally(() => (tidy ? leaveClean(exchange) : undefined))
    })
  },
})
