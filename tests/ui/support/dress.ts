import type { Settings } from '../../../preload/shapes/settings.ts'
import type { Screens } from './screens.ts'

type Theme = 'light' | 'dark'
export const opposite = (theme: Settings['theme']): Theme => (theme === 'dark' ? 'light' : 'dark')

/** Looks at the same screen in the other theme, changed as the person would in the settings, and changes it back. */
export async function inOtherTheme(
  { page, wallet }: Screens,
  look: (theme: Theme) => Promise<void>,
  more: Partial<Pick<Settings, 'furigana'>> = {},
): Promise<void> {
  const { theme, furigana } = await wallet.handlers.settings.read(undefined)
  const other = opposite(theme)
  await wallet.handlers.settings.write({ theme: other, ...more })
  await page.locator(`html[data-theme="${other}"]`).waitFor()
  await look(other)
  await wallet.handlers.settings.write({ theme, furigana })
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
}
