// The holder's birthday as the card tells it to whoever has just proved the PIN for it.
import type { CardPinName } from '../../preload/shapes/card.ts'
import { readCertificate as certificateFacts } from '../certificates/certificate.ts'
import { files } from './applications.ts'
import { readCertificate } from './certificateFile.ts'
import type { Exchange } from './channel.ts'
import { parseAttributes } from './data/attributes.ts'
import type { FileAccess } from './fileAccess.ts'
import { readObject } from './files.ts'

/** 生年月日 in the signing certificate's alternative name: era digit and YYYYMMDD (公的個人認証; several readers). */
const birthDateOid = '1.2.392.200149.8.5.5.4'

/**
 * YYYYMMDD; `undefined` where this PIN opens nothing that tells it, or what it opens cannot be understood. The PIN's
 * application is selected and the PIN proved. @throws card.removed, card.garbled
 */
export async function readHolderBirthday(
  exchange: Exchange,
  access: FileAccess,
  pin: CardPinName,
): Promise<string | undefined> {
  if (pin === 'signature') {
    const found = await readCertificate(exchange, access, files.signatureCertificate)
    return found.kind === 'certificate' ? understood(() => inCertificate(found.der)) : undefined
  }
  if (pin !== 'input') return undefined
  const found = await readObject(exchange, access, files.attributes, 'read attributes')
  if (found.kind !== 'bytes') return undefined
  const attributes = { attributes: found.bytes, integrity: undefined, certificate: undefined }
  return understood(() => parseAttributes(attributes, []).birthDate.replaceAll('-', ''))
}

function inCertificate(der: Uint8Array): string | undefined {
  for (const name of certificateFacts(der).subjectAltName)
    if (name.kind === 'other' && name.oid === birthDateOid) return /^\d(\d{8})$/.exec(name.value)?.[1]
  return undefined
}

/** A card whose data is unlike what is known of it can have its PIN changed all the same. */
function understood(read: () => string | undefined): string | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
