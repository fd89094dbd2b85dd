import { straight } from '../inOrder.ts'

/**
 * Text for a terminal: without the control characters (C0, C1, DEL; line feed and tab stay) by which a portal's or an
 * issuer's words could move the cursor, change what stands there or set the title (ECMA-48), and without those that turn the
 * order of letters around.
 */
export const plainText = (text: string): string => straight(text).replaceAll(/(?![\n\t])\p{Cc}/gu, '\ufffd')
