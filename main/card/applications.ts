// The applications and files of the card that the wallet uses, and how they are selected.
import { nameStatus, unexpected } from './apdu.ts'
import type { Exchange } from './channel.ts'

const aid = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

/** Application identifiers. All but the issuer security domain are agreed on by several independent drivers. */
export const applications = {
  /** 公的個人認証AP. */
  jpki: aid('D3 92 F0 00 26 01 00 00 00 01'),
  /** 券面事項入力補助AP. */
  input: aid('D3 92 10 00 31 00 01 01 04 08'),
  /** 券面事項確認AP. */
  face: aid('D3 92 10 00 31 00 01 01 04 02'),
  /** 住基AP. */
  resident: aid('D3 92 10 00 31 00 01 01 04 01'),
  /** 共通カードAP. */
  common: aid('D3 92 10 00 31 00 01 01 01 00'),
  /** 運転免許証 on a card of its own: 記載事項 (DF1) and photo (DF2). */
  licence: aid('A0 00 00 02 31 01 00 00 00 00 00 00 00 00 00 00'),
  licencePhoto: aid('A0 00 00 02 31 02 00 00 00 00 00 00 00 00 00 00'),
  /** マイナ免許証, a driver's licence on a My Number Card (one implementer against real cards, and the specification it quotes). */
  licenceOnCard: aid('A0 00 00 02 31 06 00 00 00 00 00 00 00 00 00 00'),
  /** 在留カード and 特別永住者証明書: told apart, not read. */
  residence: aid('D3 92 F0 00 4F 02 00 00 00 00 00 00 00 00 00 00'),
  /** GlobalPlatform issuer security domain: leaving every application clears what was verified (one source). */
  issuer: aid('A0 00 00 01 51 00 00'),
} as const

export type ApplicationName = keyof typeof applications

/**
 * File identifiers. The 個人番号 has none here: EF 0001 of 券面事項入力補助AP, EF 0005 of 券面事項確認AP and 照合番号A are never
 * touched. Each has a short identifier: its low five bits. */
export const files = {
  tokenInformation: 0x0006,
  availability: 0x0008,
  signatureCertificate: 0x0001,
  signatureAuthority: 0x0002,
  authenticationCertificate: 0x000a,
  authenticationAuthority: 0x000b,
  authenticationKey: 0x0017,
  authenticationPin: 0x0018,
  signatureKey: 0x001a,
  signaturePin: 0x001b,
  inputPin: 0x0011,
  /** 券面事項入力補助AP: 基本4情報, hashes and signature over them, certificate of the signing key, 照合番号B. */
  attributes: 0x0002,
  attributesIntegrity: 0x0003,
  dataCertificate: 0x0004,
  inputCheckNumberB: 0x0015,
  /** 券面事項確認AP: in it 0012 is 照合番号B. Its certificate lies in 0004 too. */
  face: 0x0002,
  faceCheckNumberB: 0x0012,
  /** Of both 共通カードAP and 住基AP. */
  residentPin: 0x001c,
  /** マイナ免許証: whether its PIN is set, and the licence itself. */
  licenceOnCardPinSetting: 0x001a,
  licenceOnCardData: 0x001b,
  licenceOnCardPin: 0x0006,
} as const

/** Selects an application; false when the card does not have it. Selecting clears what was verified before. */
export async function selectApplication(exchange: Exchange, name: ApplicationName): Promise<boolean> {
  const command = { step: `select ${name}`, ins: 0xa4, p1: 0x04, p2: 0x0c, data: applications[name] }
  const answer = await exchange(command)
  const status = nameStatus(answer.status)
  if (status === 'ok') return true
  // Cards of other kinds refuse in several ways; none of them is this application.
  if (['notFound', 'notSupported', 'wrongParameters', 'notForThisFile', 'wrongLength'].includes(status)) return false
  return unexpected(command.step, answer)
}

/** Selects a file of the application; false when it is not there. */
export async function selectFile(exchange: Exchange, step: string, file: number): Promise<boolean> {
  const data = new Uint8Array([file >> 8, file & 0xff])
  const answer = await exchange({ step, ins: 0xa4, p1: 0x02, p2: 0x0c, data })
  const status = nameStatus(answer.status)
  if (status === 'ok') return true
  return status === 'notFound' ? false : unexpected(step, answer)
}

/**
 * Leaves every application, so that no verified PIN stays behind even where the reset at the end fails. Best effort:
 * the work is done, and letting go of the card resets it as well.
 */
export async function leaveClean(exchange: Exchange): Promise<void> {
  await selectApplication(exchange, 'issuer').catch(() => undefined)
}
