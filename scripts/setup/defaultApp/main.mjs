// What the development runtime starts when it is given a folder: that folder's program. Electron's own releases bring
// such an app with them; the archive that the development runtime is made from does not.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const args = process.argv.slice(1)
const folder = args.find((arg) => !arg.startsWith('-'))

if (args.includes('--version')) {
  process.stdout.write(`v${process.versions.electron}\n`)
  process.exit(0)
}
if (folder === undefined) {
  process.stderr.write('Give the folder of a program.\n')
  process.exit(1)
}

try {
  const root = resolve(folder)
  const description = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  // setAppPath and setVersion are for default apps only, and not in the published types.
  const own = /** @type {import('electron').App & Record<'setAppPath' | 'setVersion', (value: string) => void>} */ (app)
  own.setAppPath(root)
  own.setName(description.productName ?? description.name)
  if (description.version !== undefined) own.setVersion(description.version)
  await import(pathToFileURL(join(root, description.main ?? 'index.js')).href)
} catch (error) {
  // An error that nobody catches in the main process opens a dialog and waits for a click: end with a status instead.
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
}
