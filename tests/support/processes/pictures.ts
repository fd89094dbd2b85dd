import { loadFromCache } from './codeCache.ts'

await loadFromCache(() => import('../../../main/pictures/process.ts'))
