// One command from words to exit status.
import { plainFailureText } from '../../preload/text/failureText.ts'
import { type Failure, WalletError } from '../failure.ts'
import { type ExitStatus, exitStatusOf } from './exitStatus.ts'
import { NotUnderstood } from './notUnderstood.ts'
import { type Command, parseCommand } from './parse.ts'
import { languageOf, sentences } from './sentences.ts'
import type { Desk, Result, Surroundings } from './surroundings.ts'

/**
 * Runs `tefuda` with those words. With --json exactly one JSON object goes to standard output, whatever happens; every
 * other message goes to standard error.
 */
export async function runCommandLine(words: readonly string[], outside: Surroundings): Promise<ExitStatus> {
  const json = words.includes('--json')
  let language = languageOf(undefined, outside.env)
  try {
    const { command, common } = parseCommand(words)
    language = languageOf(common.language, outside.env)
    const realm = common.realm ?? (await outside.defaultRealm())
    const result = await perform(command, { outside, common, realm, language, sentences: sentences[language] })
    if (json) outside.terminal.out(JSON.stringify(result.json))
    else for (const line of result.lines) outside.terminal.out(line)
    return result.status
  } catch (error) {
    return tell(error, json, language, outside)
  }
}

function tell(error: unknown, json: boolean, language: 'ja' | 'en', { terminal }: Surroundings): ExitStatus {
  if (error instanceof NotUnderstood) {
    if (json) terminal.out(JSON.stringify({ ok: false, failure: { code: 'usage', detail: error.message } }))
    terminal.note(`tefuda: ${error.message}`)
    return 2
  }
  if (!(error instanceof WalletError)) throw error
  const { failure } = error
  if (json) terminal.out(JSON.stringify({ ok: false, failure }))
  for (const line of failureLines(failure, language)) terminal.note(line)
  return exitStatusOf(failure.code)
}

function failureLines(failure: Failure, language: 'ja' | 'en'): string[] {
  const { title, what, remedy } = plainFailureText(failure, language)
  return [`tefuda: ${title}`, what, remedy].filter((line) => line !== '')
}

/** Each command loads what it needs and nothing else: `inspect` needs no SQLite, `list` no card. */
async function perform(command: Command, desk: Desk): Promise<Result> {
  switch (command.name) {
    case 'help': {
      const { helpText } = await import('./help.ts')
      return { status: 0, json: { ok: true, help: helpText(desk.language) }, lines: [helpText(desk.language)] }
    }
    case 'version':
      return { status: 0, json: { ok: true, version: desk.outside.version }, lines: [desk.outside.version] }
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(command, desk)
    case 'card':
      return (await import('./commands/card.ts')).card(desk)
    case 'inspect':
      return (await import('./commands/inspect.ts')).inspectFile(command, desk)
    case 'login':
      return (await import('./commands/login.ts')).login(desk)
    case 'pc enrol':
    case 'pc list':
    case 'pc end':
      return (await import('./commands/enrolment.ts')).enrolment(command, desk)
    case 'receive':
      return (await import('./commands/receive.ts')).receive(command, desk)
    case 'share':
      return (await import('./commands/share.ts')).share(command, desk)
    case 'list':
    case 'show':
      return (await import('./commands/stored.ts')).stored(command, desk)
    case 'person erase':
    case 'person ask-removal':
    case 'person keep':
    case 'person hand-over':
    case 'pc dispose':
      return (await import('./commands/leaving.ts')).leaving(command, desk)
    case 'ledger':
    case 'ledger verify':
    case 'ledger export':
    case 'ledger erase':
    case 'ledger letter':
    case 'ledger begin-anew':
      return (await import('./commands/ledger.ts')).ledger(command, desk)
    case 'apply list':
    case 'apply begin':
    case 'apply show':
    case 'apply save':
    case 'apply fill':
    case 'apply attach':
    case 'apply detach':
    case 'apply send':
    case 'apply correct':
    case 'apply drop':
    case 'application withdraw':
      return (await import('./commands/apply.ts')).apply(command, desk)
    case 'application family':
      return (await import('./commands/familyBoard.ts')).familyBoard(desk)
    case 'application list':
    case 'application refresh':
    case 'application show':
    case 'application done':
    case 'application undone':
    case 'notice list':
    case 'notice read':
    case 'pay list':
    case 'pay look':
    case 'pay bill':
      return (await import('./commands/board.ts')).board(command, desk)
    case 'procedure search':
    case 'procedure last':
    case 'procedure show':
      return (await import('./commands/procedure.ts')).procedure(command, desk)
    case 'link list':
    case 'link add':
    case 'link end':
    case 'link documents':
    case 'link fetch':
      return (await import('./commands/link.ts')).link(command, desk)
    case 'calendar list':
    case 'calendar add':
    case 'calendar remove':
    case 'calendar export':
    case 'calendar file':
    case 'calendar remind':
      return (await import('./commands/calendar.ts')).calendar(command, desk)
    case 'mandate list':
    case 'mandate child':
    case 'mandate appoint':
    case 'mandate end':
    case 'mandate give-up':
    case 'mandate hand-over':
      return (await import('./commands/mandate.ts')).mandate(command, desk)
    case 'mandate portal list':
    case 'mandate portal refresh':
    case 'mandate portal records':
    case 'mandate portal register':
    case 'mandate portal end':
      return (await import('./commands/portalMandate.ts')).portalMandate(command, desk)
    case 'selfinfo list':
    case 'selfinfo items':
    case 'selfinfo refresh':
    case 'selfinfo ask':
    case 'selfinfo compare':
    case 'selfinfo show':
    case 'selfinfo remove':
      return (await import('./commands/selfInfo.ts')).selfInfo(command, desk)
    case 'sign':
      return (await import('./commands/sign.ts')).sign(command, desk)
    case 'verify':
      return (await import('./commands/verify.ts')).verify(command, desk)
    case 'card attributes':
    case 'card face':
    case 'card licence':
      return (await import('./commands/cardData.ts')).cardData(command, desk)
    case 'cert list':
    case 'cert show':
    case 'cert keep':
      return (await import('./commands/cert.ts')).cert(command, desk)
    case 'key list':
    case 'key add':
    case 'key change':
    case 'key seen':
    case 'key renew':
    case 'key remove':
      return (await import('./commands/key.ts')).key(command, desk)
    case 'recovery family status':
    case 'recovery family make':
    case 'recovery family off':
    case 'recovery family use':
      return (await import('./commands/recovery.ts')).recovery(command, desk)
    case 'paper list':
    case 'paper show':
    case 'paper verify':
    case 'paper import':
    case 'paper export':
    case 'paper fetch':
    case 'paper remove':
      return (await import('./commands/paper.ts')).paper(command, desk)
    case 'pin status':
      return (await import('./commands/pin.ts')).pinStatus(desk)
    case 'pin change':
      return (await import('./commands/pin.ts')).pinChange(command, desk)
    case 'backup make':
    case 'backup show':
    case 'backup test':
    case 'backup restore':
      return (await import('./commands/backup.ts')).backup(command, desk)
    case 'person rename':
    case 'person move':
    case 'person colour':
    case 'person picture':
    case 'person overview':
    case 'person applications':
      return (await import('./commands/personLooks.ts')).personLooks(command, desk)
    case 'person add':
    case 'person list':
      return (await import('./commands/person.ts')).person(command, desk)
  }
}
