// tefuda COMMAND: the wallet without a window. See help.ts for the commands, main/commandLine.ts for what it is made of.
import { runProcess } from '../commandLine.ts'

process.exitCode = await runProcess(process.argv.slice(2))
// A card that never answers keeps a thread of the pool; it shall not keep the person.
setTimeout(() => process.exit(), 1_000).unref()
