// Run inside the program, where nothing of this file but the function itself exists: each says which members are not there.
import type { UsedMember } from './usedApi.ts'

type Electron = typeof import('electron')

/** In Electron's main process: members of Electron and of Node. */
export async function missingInMain(electron: Electron, used: readonly UsedMember[]): Promise<string[]> {
  const { app, BrowserWindow, utilityProcess, session } = electron
  // Not something the program itself may use: Node 20.16 brought it.
  const load = (name: string) => process.getBuiltinModule(name) as unknown as Record<string, unknown>
  const [window] = BrowserWindow.getAllWindows()
  if (window === undefined) throw new Error('no window')
  const child = utilityProcess.fork('/dev/null', [], { stdio: 'ignore' })
  const crypto = load('crypto') as unknown as typeof import('node:crypto')
  const net = load('net') as unknown as typeof import('node:net')
  const http = load('http') as unknown as typeof import('node:http')
  const https = load('https') as unknown as typeof import('node:https')
  const stream = load('stream') as unknown as typeof import('node:stream')
  const tty = load('tty') as unknown as typeof import('node:tty')
  const fs = load('fs') as unknown as typeof import('node:fs')
  const path = load('path') as unknown as typeof import('node:path')
  const { createRequire } = load('module') as unknown as typeof import('node:module')
  const { EventEmitter } = load('events') as unknown as typeof import('node:events')
  const { ChildProcess } = load('child_process') as unknown as typeof import('node:child_process')

  const [key, iv] = [new Uint8Array(32), new Uint8Array(12)]
  const cipher = crypto.createCipheriv('aes-256-gcm', key, iv)
  const decipher = crypto.createDecipheriv('aes-256-gcm', key, iv)
  const curve = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  const modulus = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
  const message = new http.IncomingMessage(new net.Socket())
  const file = await fs.promises.open('/dev/null')
  const timer = setTimeout(() => undefined, 0)

  /** What the types call by that name: one thing, or several that together have its members. */
  const examples: Record<string, readonly object[]> = {
    App: [app],
    BrowserWindow: [window, BrowserWindow],
    CommandLine: [app.commandLine],
    CrossProcessExports: [electron],
    Dialog: [electron.dialog],
    Electron: [electron],
    IpcMain: [electron.ipcMain],
    Notification: [electron.Notification, electron.Notification.prototype],
    NavigationHistory: [window.webContents.navigationHistory],
    PowerMonitor: [electron.powerMonitor],
    ProcessMetric: app.getAppMetrics().slice(0, 1),
    Process: [process, { send: 'where there is a channel' }],
    Protocol: [electron.protocol],
    Session: [window.webContents.session, session],
    Shell: [electron.shell],
    UtilityProcess: [utilityProcess, child],
    WebContents: [window.webContents],
    WebFrameMain: [window.webContents.mainFrame],
    WebRequest: [window.webContents.session.webRequest],

    '': [globalThis],
    __global: [globalThis],
    AsymmetricKeyDetails: [curve.asymmetricKeyDetails ?? {}, modulus.asymmetricKeyDetails ?? {}],
    BlockList: [net.BlockList.prototype],
    BufferConstructor: [Buffer],
    ChildProcess: [
      new ChildProcess(),
      { pid: 'once it runs', stdin: 'once it runs', send: 'where there is a channel' },
    ],
    ChildProcessByStdio: [new ChildProcess(), { stdin: 'once it runs' }],
    CipherGCM: [cipher],
    Cipheriv: [cipher],
    ClientRequest: [http.ClientRequest.prototype],
    DecipherGCM: [decipher],
    Decipheriv: [decipher],
    Dirent: fs.readdirSync('/', { withFileTypes: true }).slice(0, 1),
    ECDH: [crypto.createECDH('prime256v1')],
    EventEmitter: [EventEmitter.prototype],
    FileHandle: [file],
    Hash: [crypto.createHash('sha256')],
    Hmac: [crypto.createHmac('sha256', key)],
    IncomingMessage: [message],
    JsonWebKey: [modulus.export({ format: 'jwk' })],
    KeyObject: [curve],
    KeyPairKeyObjectResult: [crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    Module: [load('module')],
    OutgoingMessage: [http.OutgoingMessage.prototype],
    ParsedPath: [path.parse('/')],
    PlatformPath: [path],
    ProcessVersions: [process.versions],
    ReadStream: [tty.ReadStream.prototype, { isTTY: 'where it is one' }],
    WriteStream: [tty.WriteStream.prototype, { isTTY: 'where it is one' }],
    Readable: [stream.Readable.prototype, stream.Readable],
    Require: [createRequire('/')],
    ReadableStreamGenericReader: [ReadableStreamDefaultReader.prototype],
    Server: [new https.Server()],
    ServerResponse: [new http.ServerResponse(message)],
    Socket: [net.Socket.prototype],
    StatsBase: [fs.statSync('/')],
    Stream: [stream],
    Timeout: [timer],
    URL: [URL.prototype, URL],
    Verify: [crypto.createVerify('sha256')],
    Writable: [stream.Writable.prototype],
    X509Certificate: [crypto.X509Certificate.prototype],
    constants: [fs.constants, crypto.constants],
  }
  /** Plain objects that we are handed, in part by our own functions. */
  const handed = new Set([
    '__type',
    'AddressInfo',
    'Certificate',
    'ErrnoException',
    'ImportMeta',
    'IncomingHttpHeaders',
    'LookupAddress',
    'LookupOptions',
    'OnBeforeRequestListenerDetails',
    'PeerCertificate',
    // The event of a call from a page, under its global name.
    '.Electron',
    '.sender',
    '.senderFrame',
  ])
  const missing = used.flatMap(({ owner, name }) => {
    const said = `${owner}.${name}`
    if (handed.has(owner) || handed.has(said)) return []
    const known: unknown = Reflect.get(Reflect.get(globalThis, owner) ?? {}, 'prototype')
    const found = owner.startsWith('"')
      ? [load(owner.slice(1, -1))]
      : (examples[owner] ?? (known ? [known as object] : []))
    if (found.length === 0) return [`${said}: no example of ${owner}`]
    return found.some((one) => name in one) ? [] : [said]
  })
  clearTimeout(timer)
  child.kill()
  await file.close()
  return missing
}

/** In any engine: members of the language, and of the page where there is one. */
export function missingInLanguage(_: unknown, used: readonly UsedMember[]): string[] {
  const global = (name: string): object => {
    const value: unknown = Reflect.get(globalThis, name)
    return typeof value === 'function' || (typeof value === 'object' && value !== null) ? value : {}
  }
  const prototype = (name: string): object => Reflect.get(global(name), 'prototype') ?? {}
  const step = [0][Symbol.iterator]().next()
  const examples: Record<string, object> = {
    '': globalThis,
    Math,
    JSON,
    Reflect,
    // What SubtleCrypto makes has these two (Web Cryptography API 17).
    CryptoKeyPair: { publicKey: undefined, privateKey: undefined },
    Intl,
    AsyncGenerator: (async function* () {})(),
    IteratorYieldResult: step,
    Error: new Error('', { cause: 'given' }),
    ReadonlyArray: Array.prototype,
    ReadonlyMap: Map.prototype,
    ReadonlySet: Set.prototype,
    DateTimeFormat: Intl.DateTimeFormat.prototype,
    RelativeTimeFormat: Intl.RelativeTimeFormat.prototype,
    DisplayNames: Intl.DisplayNames.prototype,
    RegExpExecArray: /a/.exec('a') ?? {},
    RegExpMatchArray: 'a'.match(/a/) ?? {},
    CanvasImageData: prototype('CanvasRenderingContext2D'),
    DocumentOrShadowRoot: prototype('Document'),
    HTMLOrSVGElement: prototype('HTMLElement'),
    NavigatorLanguage: prototype('Navigator'),
    ParentNode: prototype('Element'),
    // What is declared without a name of its own.
    __type: global('URL'),
  }
  // Of both kinds of an iterator's step, and of arrays of several kinds, which have no common name.
  const unnamed: Record<string, object> = { done: step, map: [] }
  return used.flatMap(({ owner, name }) => {
    if (owner === '' && name in (unnamed[name] ?? {})) return []
    const statics = owner.endsWith('Constructor') ? global(owner.slice(0, -'Constructor'.length)) : undefined
    return name in (examples[owner] ?? statics ?? prototype(owner)) ? [] : [`${owner}.${name}`]
  })
}
