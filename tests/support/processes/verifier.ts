import { loadFromCache } from './codeCache.ts'

await loadFromCache(() => import('../../../main/documents/verifierProcess.ts'))
