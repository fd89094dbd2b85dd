// Small disks of their own, for tests that fill them or write-protect them. Only root may mount.
import { execFileSync } from 'node:child_process'
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs'
import { temporaryFolder } from './drawers.ts'

/** @param options as `mount -o` takes them, for instance `size=600k` */
export function mountDisk(folder: string, options: string): { remount(options: string): void; unmount(): void } {
  mkdirSync(folder, { recursive: true })
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tefuda-test', folder], { stdio: 'ignore' })
  return {
    remount: (again) => void execFileSync('mount', ['-o', `remount,${again}`, folder]),
    unmount: () => void execFileSync('umount', ['--lazy', folder]),
  }
}

/** Takes all the room of a disk but about `left` bytes. */
export function fillDisk(file: string, folder: string, left = 0): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(file, new Uint8Array(Math.max(0, bavail * bsize - left)))
}

export const canMount = (): boolean => {
  if (process.getuid?.() !== 0 || process.platform !== 'linux') return false
  const probe = temporaryFolder()
  try {
    mountDisk(probe.path, 'size=64k').unmount()
    return true
  } catch {
    return false
  } finally {
    probe.remove()
  }
}
