// Reads the data files of a My Number Card, each once, behind a PIN or 照合番号B. What they say is parsed elsewhere.
import { fail } from '../../failure.ts'
import { files, selectApplication } from '../applications.ts'
import type { Exchange } from '../channel.ts'
import type { FileAccess } from '../fileAccess.ts'
import { type FileStart, readObject } from '../files.ts'
import { type PinObject, type TypedPin, verifyPin } from '../pin.ts'
import type { AttributeFiles } from './attributes.ts'
import type { FaceFiles } from './face.ts'

/**
 * 券面事項入力補助AP: 基本4情報 with what vouches for them. EF 0001, the 個人番号, is not read.
 * @throws card.noData, and what `verifyPin` throws
 */
export async function readAttributeFiles(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  typed: TypedPin,
): Promise<AttributeFiles> {
  await open(exchange, access, 'input', pin, typed)
  const attributes = await readObject(exchange, access, files.attributes, 'read attributes')
  const integrity = await readObject(exchange, access, files.attributesIntegrity, 'read hashes of the attributes')
  return {
    attributes: required(attributes),
    integrity: optional(integrity),
    certificate: await certificateOf(exchange, access),
  }
}

/**
 * 券面事項確認AP: the face. EF 0005, which shows the 個人番号, is not read.
 * @throws card.noData, and what `verifyPin` throws
 */
export async function readFaceFiles(
  exchange: Exchange,
  access: FileAccess,
  pin: PinObject,
  typed: TypedPin,
): Promise<FaceFiles> {
  await open(exchange, access, 'face', pin, typed)
  const face = await readObject(exchange, access, files.face, 'read face')
  return { face: required(face), certificate: await certificateOf(exchange, access) }
}

async function open(
  exchange: Exchange,
  access: FileAccess,
  application: 'input' | 'face',
  pin: PinObject,
  typed: TypedPin,
): Promise<void> {
  if (!(await selectApplication(exchange, application))) return fail({ code: 'card.noData' })
  await verifyPin(exchange, access, pin, typed)
}

async function certificateOf(exchange: Exchange, access: FileAccess): Promise<Uint8Array | undefined> {
  return optional(await readObject(exchange, access, files.dataCertificate, 'read certificate of the card data'))
}

/** A file that has to be there and open once the right PIN was proved. */
const required = (start: FileStart): Uint8Array =>
  start.kind === 'bytes' ? start.bytes : fail({ code: 'card.noData' })

const optional = (start: FileStart): Uint8Array | undefined => (start.kind === 'bytes' ? start.bytes : undefined)
