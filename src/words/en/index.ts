/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { cli } from './cli/index.ts'
import { problems } from './problems/index.ts'
import { window } from './window/index.ts'

export const en = {
  cli,
  problems,
  window,
}
