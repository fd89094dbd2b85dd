import type { Handlers } from '../../preload/contract.ts'
import { changeSettings, readSettings } from '../settings.ts'
import type { Room } from './room.ts'

export function settingsCalls({ emit, settingsHome }: Room): Handlers['settings'] {
  return {
    read: () => readSettings(settingsHome),
    write: async (change) => {
      const now = await changeSettings(settingsHome, change)
      emit('settings.changed', now)
      return now
    },
  }
}
