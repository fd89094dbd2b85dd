// What our pages may load; apart from Electron, so that the screens' tests serve them under the very same policy.

/** No connection at all: pages speak to main through their preload. Pictures of credentials arrive as data: URLs. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
