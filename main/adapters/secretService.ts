// Asks a session bus about its secret service, in a process of its own with a time limit. Linux only.
import { execFile } from 'node:child_process'

const patienceMs = 2_000

/**
 * 'silent': no bus, no service, or no answer in time. 'noDefault': a service without a default collection yet.
 * 'unasked': dbus-send is not installed.
 */
export type SecretServiceState = 'unlocked' | 'locked' | 'noDefault' | 'silent' | 'unasked'

/**
 * The state of the default collection.
 *
 * @param address of the bus; the session's own when left out
 * @see Secret Service API 0.2, org.freedesktop.Secret.Collection
 */
export async function secretServiceState(address?: string): Promise<SecretServiceState> {
  const object = '/org/freedesktop/secrets/aliases/default'
  const property = ['string:org.freedesktop.Secret.Collection', 'string:Locked']
  const { missing, output, error } = await ask(
    address,
    'org.freedesktop.secrets',
    object,
    'org.freedesktop.DBus.Properties.Get',
    ...property,
  )
  if (missing) return 'unasked'
  if (output.includes('boolean')) return output.includes('boolean true') ? 'locked' : 'unlocked'
  return /UnknownObject|UnknownMethod|NoSuchObject/.test(error) ? 'noDefault' : 'silent'
}

/** Whether somebody offers a secret service on that bus now. Starts nothing. */
export async function secretServiceRuns(address: string): Promise<boolean> {
  const method = 'org.freedesktop.DBus.NameHasOwner'
  const { output } = await ask(address, 'org.freedesktop.DBus', '/', method, 'string:org.freedesktop.secrets')
  return output.includes('boolean true')
}

function ask(
  address: string | undefined,
  destination: string,
  object: string,
  method: string,
  ...input: string[]
): Promise<{ missing: boolean; output: string; error: string }> {
  const bus = address === undefined ? '--session' : `--bus=${address}`
  const options = [
    bus,
    '--print-reply',
    `--reply-timeout=${patienceMs}`,
    `--dest=${destination}`,
    object,
    method,
    ...input,
  ]
  return new Promise((resolve) => {
    execFile('dbus-send', options, { timeout: patienceMs + 200, killSignal: 'SIGKILL' }, (failed, output, error) =>
      resolve({ missing: failed?.code === 'ENOENT', output, error }),
    )
  })
}
