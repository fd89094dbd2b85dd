// node practice/portal/openapi/contractCommand.ts: writes the OpenAPI document and the client types anew from the routes.
import { openTestPortal } from '../testPortal.ts'
import { writeContract } from './written.ts'

const portal = await openTestPortal()
try {
  await writeContract(portal.document)
  process.stderr.write('Written: practice/portal/openapi/portal.openapi.json, main/portal/api.ts\n')
} finally {
  await portal.close()
}
