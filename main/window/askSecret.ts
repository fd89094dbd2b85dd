// The small window in which a PIN, a passphrase or a recovery code is typed. Owned by main, closed after one answer.
import { randomUUID } from 'node:crypto'
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Asked, SecretAnswer, Strength, Verdict } from '../../preload/secretContract.ts'
import { secretAnswer, secretContract } from '../../preload/secretContract.ts'
import { fail, WalletError } from '../failure.ts'
import { inOrder } from '../inOrder.ts'
import { isOwnPage } from '../ipc/serve.ts'
import { log } from '../log.ts'
import type { SecretQuestion } from '../ports.ts'
import { newReceiver, steadyCopy } from '../sealedBytes.ts'
import { confinedWindow, type WindowPlace } from './createWindow.ts'

/** What is asked of the rest of main while the window is open. */
export interface SecretRules {
  /** Judges an answer before it is used: form of a PIN, strength of a passphrase, recovery code typed back. */
  judge(question: SecretQuestion, answer: SecretAnswer): Promise<Verdict>
  strength(text: string, question: SecretQuestion): Promise<Strength>
  generate(): Promise<string>
}

type Channel = keyof typeof secretContract

/**
 * Opens the window over `parent`, asks, and resolves to the UTF-8 bytes typed. At one try left it resolves only after the
 * person confirmed knowing the PIN. @throws app.cancelled when the person closes it, or when `signal` fires
 */
export async function askSecretInWindow(
  question: SecretQuestion,
  surroundings: Asked['surroundings'],
  rules: SecretRules,
  place: WindowPlace,
  parent: BrowserWindow | undefined,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (signal?.aborted === true) fail({ code: 'app.cancelled' })
  const tall = ['recoveryShow', 'newPassphrase', 'newPin', 'checkNumberB', 'shareShow', 'shareKept', 'share'].includes(
    question.kind,
  )
  const window = confinedWindow('secret', place, {
    title: surroundings.language === 'ja' ? '手札 – 暗証番号・合言葉' : 'Tefuda – secret',
    width: 560,
    height: tall ? 740 : 640,
    resizable: true,
    minimizable: false,
    maximizable: false,
    fullscreenable: false,
    ...(parent === undefined || parent.isDestroyed() ? {} : { parent, modal: true }),
  })
  // Screen recorders and remote viewers see a black window where the platform can do that; practice has nothing to hide.
  if (surroundings.realm === 'real') window.setContentProtection(true)
  window.once('ready-to-show', () => window.show())
  const id = randomUUID().slice(0, 8)
  log('secret asked', { id, kind: question.kind })
  const receiver = newReceiver()
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      const cancelled = () => reject(new WalletError({ code: 'app.cancelled' }))
      const handlers: { [C in Channel]: (input: unknown) => unknown } = {
        // Only what the schema names: days and the old PIN, which a new one must not be made of, stay here.
        'secret-question': () => inOrder(secretContract['secret-question'].output.parse({ question, surroundings })),
        'secret-key': () => receiver.publicKey,
        'secret-answer': async (input) => {
          const { sealed, confirmedLastTry } = secretContract['secret-answer'].input.parse(input)
          const answer = secretAnswer.parse({ secret: receiver.open(sealed), confirmedLastTry })
          const verdict = await rules.judge(question, answer)
          if (verdict.accepted) resolve(steadyCopy(answer.secret))
          answer.secret.fill(0)
          return verdict
        },
        'secret-cancel': cancelled,
        'secret-advice': (input) => rules.strength(secretContract['secret-advice'].input.parse(input), question),
        'secret-generate': () => rules.generate(),
        // Nothing else of this window belongs on paper.
        'secret-print': () => (onPaper.has(question.kind) ? print(window) : false),
      }
      for (const [channel, handle] of Object.entries(handlers)) {
        ipcMain.handle(channel, (event: IpcMainInvokeEvent, input: unknown) => {
          if (!isOwnPage(event, window, 'secret')) fail({ code: 'app.refusedCall' })
          return handle(input)
        })
      }
      window.once('closed', cancelled)
      signal?.addEventListener('abort', cancelled, { once: true })
    })
  } finally {
    for (const channel of Object.keys(secretContract)) ipcMain.removeHandler(channel)
    if (!window.isDestroyed()) window.destroy()
  }
}

/** What is shown to be kept on paper. */
const onPaper: ReadonlySet<SecretQuestion['kind']> = new Set(['recoveryShow', 'shareShow', 'shareKept'])

/** The system's own print dialog; false when the person cancelled it or there is no printer. */
function print(window: BrowserWindow): Promise<boolean> {
  return new Promise((resolve) => window.webContents.print({ silent: false }, (printed) => resolve(printed)))
}
