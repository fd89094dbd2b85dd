import { memoryKeychain } from '../support/memoryKeychain.ts'
import { keychainContract } from './keychain.ts'

const shared = memoryKeychain()
keychainContract('in memory', () => shared)
