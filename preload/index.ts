// Exposes window.wallet, made from the contract: methods, no channel. The only code that runs in this preload.
import { contextBridge, ipcRenderer } from 'electron'
import { buildWallet } from './buildWallet.ts'

contextBridge.exposeInMainWorld(
  'wallet',
  buildWallet(
    (name, input) => ipcRenderer.invoke('wallet', { name, input }),
    (heard) => {
      const listener = (_event: unknown, { name, payload }: { name: string; payload: unknown }) => heard(name, payload)
      ipcRenderer.on('wallet-event', listener)
      return () => void ipcRenderer.off('wallet-event', listener)
    },
  ),
)
