// Starts the portal on a practice world's folder, once at a time, and writes down where it is while it runs.
import { randomInt } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openWorld, type Signer } from '../world.ts'
import { createPortal, type Portal } from './portal.ts'
import { findPortal, PortalRuns, portalStateFile, type RunningPortal } from './runningPortal.ts'
import { newSecret } from './secrets.ts'
import { listen, type PortalServer } from './serve.ts'

export { findPortal } from './runningPortal.ts'

/** @returns where the portal is, and what stops it. @throws PortalRuns */
export async function startPortal(options: {
  folder: string
  /** Without it the port of earlier runs: issued credentials name it in the address of their status list. */
  port?: number | undefined
  now?: () => Date
}): Promise<{ running: RunningPortal; portal: Portal; stop: () => Promise<void> }> {
  const { folder } = options
  const now = options.now ?? (() => new Date())
  const world = await openWorld(folder, now)
  const unlock = await lock(folder)
  let server: PortalServer | undefined
  try {
    server = await listenSomewhere(world.signers.tls, folder, options.port, now)
    const origin = `https://localhost:${server.port}`
    const controlToken = newSecret()
    const portal = createPortal({ world, database: join(folder, 'portal.sqlite'), now, origin, controlToken })
    server.serve(portal, origin)
    const running = { origin, caFile: join(folder, 'tls-ca.pem'), token: controlToken, pid: process.pid, folder }
    await writeState(folder, running)
    const { close } = server
    const stop = async (): Promise<void> => {
      await rm(join(folder, portalStateFile), { force: true })
      await close()
      portal.close()
      unlock()
    }
    return { running, portal, stop }
  } catch (error) {
    await server?.close()
    unlock()
    throw error
  }
}

/** An SQLite lock, because the operating system lets go of it however the process ends. */
async function lock(folder: string): Promise<() => void> {
  const binding = process.env['TEFUDA_SQLITE_BINDING']
  const path = join(folder, 'portal.lock')
  const database = new Database(path, { timeout: 0, ...(binding ? { nativeBinding: binding } : {}) })
  try {
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error
    throw new PortalRuns(await findPortal(folder))
  }
}

async function listenSomewhere(
  tls: Signer,
  folder: string,
  asked: number | undefined,
  now: () => Date,
): Promise<PortalServer> {
  const file = join(folder, 'portal-port')
  const kept = Number(await readFile(file, 'utf8').catch(() => ''))
  const known = Number.isInteger(kept) && kept > 1023 && kept < 65_536
  // The first port is the one to come back to: credentials point to it, also when another one was asked for or taken for once.
  const keep = async (server: PortalServer): Promise<PortalServer> => {
    if (!known) await writeFile(file, String(server.port), { mode: 0o600 })
    return server
  }
  if (asked !== undefined) return keep(await listen(tls, asked, now))
  const ports = known ? [kept] : []
  // Below the range from which systems take ports for outgoing connections, so that ours is free again at the next start.
  for (let tries = 0; tries < 20; tries++) ports.push(20_000 + randomInt(10_000))
  for (const port of ports) {
    try {
      return await keep(await listen(tls, port, now))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    }
  }
  throw new Error('no free port between 20000 and 29999')
}

async function writeState(folder: string, running: RunningPortal): Promise<void> {
  const fresh = join(folder, `.${portalStateFile}.${process.pid}`)
  await rm(fresh, { force: true })
  await writeFile(fresh, JSON.stringify(running), { mode: 0o600, flag: 'wx' })
  await rename(fresh, join(folder, portalStateFile))
}
