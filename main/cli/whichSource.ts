// Which of the descriptors that a command was given answers which question.
import type { PinName } from '../ports.ts'
import type { SecretSources } from './parse/common.ts'

type Source = SecretSources['pin']
interface Passphrase {
  readonly backup?: boolean
}

export interface SourceChoice {
  /** @param other the same PIN was typed for somebody else's card before */
  pin(pin: PinName, other: boolean): Source
  passphrase(question: Passphrase & { readonly person: string }): Source
  newPassphrase(question: Passphrase): Source
}

/** @param about which PIN the given one is; without it: the one that is asked first */
export function whichSource(sources: SecretSources, about: PinName | undefined): SourceChoice {
  let given = about
  /** The first person whose passphrase was asked for is who opens the drawer; another one is who is to act for them. */
  let opens: string | undefined
  /** Some PINs have a source of their own, beside that of the one that is asked first. */
  const ownSource = (pin: PinName): Source =>
    pin === 'licence2' ? sources.secondPin : pin === 'signature' ? sources.signaturePin : undefined

  return {
    pin(pin, other) {
      if (other) return sources.otherPin
      const own = ownSource(pin)
      if (own !== undefined) return own
      given ??= pin
      return given === pin ? sources.pin : undefined
    },
    /** A backup's passphrase is never the drawer's. */
    passphrase({ backup, person }) {
      if (backup === true) return sources.backupPassphrase
      opens ??= person
      return opens === person ? sources.passphrase : sources.agentPassphrase
    },
    newPassphrase: ({ backup }) =>
      backup === true ? sources.backupPassphrase : (sources.newPassphrase ?? sources.passphrase),
  }
}
