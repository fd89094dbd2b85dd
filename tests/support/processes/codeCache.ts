// The compiled code of programs that tests start over and over. Whoever ends them kills them, so that it is written at once.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** For NODE_COMPILE_CACHE, where the program itself calls `flushCompileCache`. */
export const codeFolder = join(tmpdir(), `tefuda-test-code-${userInfo().uid}`)

/** Loads a program as it is. */
export async function loadFromCache(load: () => Promise<unknown>): Promise<void> {
  enableCompileCache(codeFolder)
  await load()
  flushCompileCache()
}
