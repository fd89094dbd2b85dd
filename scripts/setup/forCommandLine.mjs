// What ./tefuda needs before it can start; when everything is there this takes the time of starting Node.
import { npmPackagesReady } from './npmPackages.mjs'
import { provideOrdinaryUser } from './ordinaryUser.mjs'
import { prepareNode } from './prepare.mjs'
import { follow } from './say.mjs'

await follow(async () => {
  if (npmPackagesReady()) await provideOrdinaryUser()
  else await prepareNode()
  return 0
})
