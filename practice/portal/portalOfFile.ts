// For tests: one practice portal for all of a file, and none of the faults that the test before has switched on.
import { afterAll, beforeEach } from 'vitest'
import { type OwnPortal, openTestPortal } from './testPortal.ts'

export async function portalOfFile(): Promise<OwnPortal> {
  const portal = await openTestPortal()
  afterAll(() => portal.close())
  beforeEach(() => portal.control.clearFaults())
  return portal
}
