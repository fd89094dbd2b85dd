// tefuda COMMAND: the wallet without a window. See help.ts for the commands, main/commandLine.ts for what it is made of.
import { runProcess } from '../commandLine.ts'

await runProcess(process.argv.slice(2))
