// The doctor's look at a folder, in a process of its own: as another user, or where other disks are mounted. Tells the
// finding as one JSON line; with `mend` it presses the button first.
import { closeToOthers, examineStore } from '../../main/doctor/examineStore.ts'

const [home = '', order] = process.argv.slice(2)
if (order === 'mend') await closeToOthers(home)
process.stdout.write(`${JSON.stringify(await examineStore(home))}\n`)
