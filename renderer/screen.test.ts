import { expect, it } from 'vitest'
import { screenForLink } from './screen.ts'

it.each([
  ['openid-credential-offer://?credential_offer=x', 'receive'],
  ['  HAIP-VCI://?x=1 ', 'receive'],
  ['openid4vp://?request_uri=x', 'share'],
  ['haip-vp://?x=1', 'share'],
])('%s opens the screen %s', (link, name) => expect(screenForLink(link)).toEqual({ name, link: link.trim() }))

it.each(['https://example.com/openid4vp:', 'javascript:alert(1)', '', 'openid4vp', 'x openid4vp://'])(
  '%j opens none',
  (text) => expect(screenForLink(text)).toBeUndefined(),
)
