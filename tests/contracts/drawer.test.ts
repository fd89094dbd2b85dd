import { inProcessDrawer } from '../support/inProcessDrawer.ts'
import { drawerProcess } from '../support/processes.ts'
import { drawerContract } from './drawer.ts'

drawerContract('in this process', inProcessDrawer)
drawerContract('in a process of its own', drawerProcess)
