import { shell } from 'electron'

/** Opens an https page in the system's browser. Anything else (file:, app:, javascript:, other schemes) is ignored. */
export async function openInBrowser(url: URL): Promise<void> {
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return
  await shell.openExternal(url.href)
}
