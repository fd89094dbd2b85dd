// Keep the card's authentication certificate, so that it can be looked at without the card.

import type { CredentialCard } from '../../preload/shapes.ts'
import { files, leaveClean, selectApplication } from '../card/applications.ts'
import { readCertificate } from '../card/certificateFile.ts'
import { openChannel } from '../card/channel.ts'
import type { Drawer } from '../drawer/drawer.ts'
import { fail } from '../failure.ts'
import type { CardReaders, ReaderId } from '../ports.ts'

const name = { ja: '利用者証明用電子証明書', en: 'Authentication certificate of the card' }

/**
 * Reads the certificate and its authority's, both open to everybody, and puts them into the drawer.
 * @throws card.otherPerson from `check`, card.noCertificate, card.*
 */
export async function keepCardCertificate(
  withCard: CardReaders['withCard'],
  {
    drawer,
    reader,
    at,
    check,
  }: { drawer: Drawer; reader: ReaderId; at: string; check: (certificate: Uint8Array) => Promise<void> },
): Promise<CredentialCard> {
  const chain = await withCard(reader, async (transmit) => {
    const exchange = openChannel(transmit)
    const access = { shortIds: true }
    if (!(await selectApplication(exchange, 'jpki'))) return fail({ code: 'card.unknown' })
    const own = await readCertificate(exchange, access, files.authenticationCertificate)
    if (own.kind !== 'certificate') return fail({ code: 'card.noCertificate' })
    await check(own.der)
    const authority = await readCertificate(exchange, access, files.authenticationAuthority)
    await leaveClean(exchange)
    return authority.kind === 'certificate' ? [own.der, authority.der] : [own.der]
  })
  return drawer.keepCertificate(chain, name, at)
}
