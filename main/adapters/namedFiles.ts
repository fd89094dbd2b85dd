// The command line names its files itself: nobody is there to be shown a dialog.
import { fail } from '../failure.ts'
import type { Files } from '../ports.ts'

export const namedFiles: Files = {
  choose: async () => fail({ code: 'app.refusedCall' }),
  saveAs: async () => fail({ code: 'app.refusedCall' }),
  showInFolder: () => fail({ code: 'app.refusedCall' }),
}
