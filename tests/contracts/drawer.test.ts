import { fileURLToPath } from 'node:url'
import { forkedDrawer } from '../../main/adapters/forkedDrawer.ts'
import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { drawerContract } from './drawer.ts'

const entry = fileURLToPath(new URL('../../main/drawer/process.ts', import.meta.url))

drawerContract('in this process', inProcessDrawer)
drawerContract('in a process of its own', () => forkedDrawer(entry))
