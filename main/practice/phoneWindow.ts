// A window that plays somebody's phone: a page of the practice portal and nothing else. The page is the portal's, so the window
// has no bridge to the wallet, goes nowhere else, and forgets everything when it is closed.
import { X509Certificate } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { fail } from '../failure.ts'

/**
 * @param address behind a QR code of the practice portal
 * @param anchors PEM of the practice authority of its TLS, which no system list holds
 * @param parent the wallet's window, with which it closes
 */
export function openPhoneWindow(address: URL, anchors: readonly string[], parent: BrowserWindow): void {
  if (address.protocol !== 'https:' || address.hostname !== 'localhost') fail({ code: 'practice.only' })
  const own = session.fromPartition(`phone-${Date.now()}`)
  const authorities = anchors.map((pem) => new X509Certificate(pem))
  own.setCertificateVerifyProc(({ hostname, certificate }, verdict) => {
    const leaf = new X509Certificate(certificate.data)
    const known = authorities.some((authority) => leaf.checkIssued(authority) && leaf.verify(authority.publicKey))
    const inTime = Date.parse(leaf.validFrom) <= Date.now() && Date.now() <= Date.parse(leaf.validTo)
    verdict(known && inTime && hostname === 'localhost' && leaf.checkHost('localhost') !== undefined ? 0 : -2)
  })
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  own.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !url.startsWith(`${address.origin}/`) }))
  const window = new BrowserWindow({
    title: '練習用のスマートフォン / Practice phone',
    width: 420,
    height: 780,
    autoHideMenuBar: true,
    parent,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, session: own },
  })
  window.setMenu(null)
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  void window.loadURL(address.href).catch(() => window.close())
}
