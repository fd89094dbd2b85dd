import { loadFromCache } from './codeCache.ts'

await loadFromCache(() => import('../../../main/drawer/process.ts'))
