// A window that plays somebody's phone, or the browser in which a page of the portal is opened: a page of the practice portal
// and nothing else. The page is the portal's, so the window has no bridge to the wallet, goes nowhere else, and forgets
// everything when it is closed.
import { randomUUID, X509Certificate } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { fail } from '../failure.ts'

const plays = {
  phone: { title: '練習用のスマートフォン / Practice phone', width: 420, height: 780 },
  browser: { title: '練習用のブラウザー / Practice browser', width: 820, height: 860 },
} as const

/**
 * @param address of the practice portal
 * @param anchors PEM of the practice authority of its TLS, which no system list holds
 * @param parent the wallet's window, with which it closes
 */
export function openPracticePage(
  as: keyof typeof plays,
  address: URL,
  anchors: readonly string[],
  parent: BrowserWindow,
): void {
  if (address.protocol !== 'https:' || address.hostname !== 'localhost') fail({ code: 'practice.only' })
  const own = session.fromPartition(`practice-page-${randomUUID()}`)
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
    ...plays[as],
    autoHideMenuBar: true,
    parent,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, session: own },
  })
  window.setMenu(null)
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  void window.loadURL(address.href).catch(() => window.close())
}
