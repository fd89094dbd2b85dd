// node practice/portal/portalCommand.ts [--port N]: runs the practice portal until it is stopped (SIGTERM or SIGINT). The
// first line on standard output is JSON with its address, CA file, control token, process and folder.
import { parseArgs } from 'node:util'
import { worldFolder } from '../worldFolder.ts'
import { PortalRuns } from './runningPortal.ts'
import { startPortal } from './startPortal.ts'

const usage = 'usage: practice -- portal [--port N]   (N from 1024 to 65535)'

/** Exit codes: 0 stopped, 2 not understood, 3 could not run. */
async function main(): Promise<void> {
  const port = readPort()
  if (port === 'wrong') return leave(2, usage)
  try {
    const { running, stop } = await startPortal({ folder: worldFolder(process.env), port })
    process.stdout.write(`${JSON.stringify(running)}\n`)
    process.stderr.write(`The practice portal runs at ${running.origin}. Stop it with Ctrl+C.\n`)
    const end = (): void => void stop().then(() => process.exit(0))
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
  } catch (error) {
    if (error instanceof PortalRuns) return leave(3, error.message)
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return leave(3, `port ${port} is taken`)
    throw error
  }
}

function readPort(): number | undefined | 'wrong' {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string' } } })
    if (values.port === undefined) return undefined
    const port = Number(values.port)
    return Number.isInteger(port) && port >= 1024 && port < 65_536 ? port : 'wrong'
  } catch {
    return 'wrong'
  }
}

function leave(code: number, line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = code
}

await main()
