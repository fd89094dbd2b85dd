// Somebody's hands in any of our windows: keys, mouse, fingers, as Chromium gets them from the system.
import { app, type WebContents } from 'electron'

/** From now on, for every page there is and will be. */
export function onHands(touched: () => void): void {
  const follow = (contents: WebContents): void => {
    contents.on('input-event', touched)
    contents.on('before-input-event', touched)
  }
  app.on('web-contents-created', (_event, contents) => follow(contents))
}
