// The certificates of the card: listed, shown, written as PEM, and kept in the drawer.
import type { WalletApi } from '../../../preload/contract.ts'
import type { CertificateView } from '../../../preload/shapes/certificates.ts'
import { fail } from '../../failure.ts'
import { chooseReader } from '../../journeys/chooseReader.ts'
import { guarded } from '../guarded.ts'
import type { Command } from '../parse.ts'
import { type Desk, type Result, value } from '../surroundings.ts'
import { knownCards, withDrawer, withWallet } from '../withDrawer.ts'
import { writeNew } from '../writeNew.ts'
import { certWords } from './certWords.ts'

type CertCommand = Extract<Command, { name: 'cert list' | 'cert show' | 'cert keep' }>

export function cert(command: CertCommand, desk: Desk): Promise<Result> {
  switch (command.name) {
    case 'cert list':
      return list(desk)
    case 'cert show':
      return show(command, desk)
    case 'cert keep':
      return keep(command, desk)
  }
}

/** Those that are open to everybody. Yes when there is one. */
function list(desk: Desk): Promise<Result> {
  return withWallet(desk, true, async ({ api }) => {
    const certificates = value(await api.certificates.onCard({ reader: await readerOf(api, desk) }))
    return {
      status: 0,
      json: { ok: true, certificates, revocation: 'not checked' },
      lines: [...certificates.flatMap((one) => summary(one, desk)), certWords[desk.language].revocation],
    }
  })
}

/** One of the four. Yes when it is valid; "not on our list" is a no, as to any question that was not answered. */
function show({ role, pem }: Extract<CertCommand, { name: 'cert show' }>, desk: Desk): Promise<Result> {
  const work = async ({ api }: { api: WalletApi }): Promise<Result> => {
    const reader = await readerOf(api, desk)
    const certificate =
      role === 'signature'
        ? (await guarded(api, desk, (whose) => api.certificates.readSigning({ reader, ...whose }))).certificate
        : (value(await api.certificates.onCard({ reader })).find((one) => one.role === role) ??
          fail({ code: 'card.noCertificate' }))
    const text = pemOf(certificate)
    const words = certWords[desk.language]
    if (pem === '-') return { status: 0, json: { ok: true, certificate, pem: text }, lines: [text.trimEnd()] }
    if (pem !== undefined) await writeNew(pem, text)
    const valid = certificate.verdict === 'valid'
    return {
      status: valid ? 0 : 1,
      json: { ok: valid, certificate, revocation: 'not checked', ...(pem === undefined ? {} : { pem }) },
      lines: [
        ...whole(certificate, desk),
        words.revocation,
        ...(pem === undefined ? [] : [`${words.written}: ${pem}`]),
      ],
    }
  }
  return namesDrawer(desk) && role === 'signature'
    ? withDrawer(desk, { card: true, pin: 'signature' }, work)
    : withWallet(desk, true, work, 'signature')
}

function keep({ role }: Extract<CertCommand, { name: 'cert keep' }>, desk: Desk): Promise<Result> {
  const pin = role === 'signature' ? 'signature' : 'authentication'
  return withDrawer(desk, { card: true, pin }, async ({ api }) => {
    const reader = await readerOf(api, desk)
    const credential =
      role === 'authentication'
        ? await guarded(api, desk, () => api.certificates.keep({ reader }))
        : await keepSigning(api, desk, reader)
    const words = certWords[desk.language]
    return {
      status: 0,
      json: { ok: true, credential },
      lines: [`${words.kept}: ${credential.name[desk.language]} (${credential.id})`],
    }
  })
}

async function keepSigning(api: WalletApi, desk: Desk, reader: string) {
  const { id } = await guarded(api, desk, (whose) => api.certificates.readSigning({ reader, ...whose }))
  return value(await api.certificates.keep({ id }))
}

/** A way to open a drawer is named: then it is opened, and the card compared with it. */
const namesDrawer = ({ common: { person, by, secrets } }: Desk): boolean =>
  person !== undefined || by !== undefined || secrets.passphrase !== undefined || secrets.recovery !== undefined

async function readerOf(api: WalletApi, { common }: Desk): Promise<string> {
  return chooseReader(await knownCards(api, { everyOne: false }), common.reader)
}

function pemOf({ der }: CertificateView): string {
  const lines =
    Buffer.from(der, 'base64url')
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function summary(one: CertificateView, { language }: Desk): string[] {
  const { roles, verdicts, fields } = certWords[language]
  return [`${roles[one.role]}`, `  ${verdicts[one.verdict]}, ${fields.valid} ${one.validFrom} – ${one.validUntil}`]
}

function whole(one: CertificateView, desk: Desk): string[] {
  const { fields, sexes, substituted, unreadable } = certWords[desk.language]
  const { holder } = one
  const marked = (text: string, is: boolean): string => (is ? `${text} (${substituted})` : text)
  const named =
    holder === null
      ? one.role === 'signature'
        ? [`  ${unreadable}`]
        : []
      : [
          `  ${fields.name}: ${marked(holder.name, holder.substituted.name)}`,
          `  ${fields.birthDate}: ${holder.birthDate}`,
          `  ${fields.sex}: ${sexes[holder.sex]}`,
          `  ${fields.address}: ${marked(holder.address, holder.substituted.address)}`,
        ]
  return [
    ...summary(one, desk),
    ...(one.renewableFrom === null ? [] : [`  ${fields.renewable}: ${one.renewableFrom}`]),
    ...named,
    `  ${fields.subject}: ${one.subject}`,
    `  ${fields.issuer}: ${one.issuer}`,
    `  ${fields.serial}: ${one.serial}`,
    `  ${fields.key}: ${one.key}`,
    `  ${fields.usage}: ${[...one.keyUsage, ...one.extendedKeyUsage].join(', ')}`,
    `  ${fields.policies}: ${one.policies.join(', ')}`,
    `  ${fields.fingerprint}: ${one.sha256}`,
    ...one.chain.findings.map(({ ok, rule, message }) => `  ${ok ? '✓' : '✗'} ${message} [${rule}]`),
  ]
}
