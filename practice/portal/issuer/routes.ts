import type { PortalContext } from '../context.ts'
import type { Route } from '../route.ts'
import { credentialRoutes } from './credential.ts'
import { metadataRoutes } from './metadata.ts'
import { nonceRoutes } from './nonce.ts'
import { notificationRoutes } from './notification.ts'
import { offerRoutes } from './offers.ts'
import { statusRoutes } from './status.ts'
import { issuanceTokenRoutes } from './token.ts'

/** OpenID4VCI 1.0, one file for each endpoint. */
export function issuerRoutes(context: PortalContext): Route[] {
  return [
    ...metadataRoutes(context),
    ...offerRoutes(context),
    ...issuanceTokenRoutes(context),
    ...nonceRoutes(context),
    ...credentialRoutes(context),
    ...notificationRoutes(context),
    ...statusRoutes(context),
  ]
}
