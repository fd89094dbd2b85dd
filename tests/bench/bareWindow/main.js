// The floor: the least an Electron program does to show a window.
import { app, BrowserWindow } from 'electron'

app.enableSandbox()
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1200, height: 820, webPreferences: { sandbox: true } })
  void window.loadURL('data:text/html,<main><h1>ready</h1></main>')
})
app.on('window-all-closed', () => app.quit())
