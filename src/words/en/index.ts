/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { cli } from './cli/index.ts'
import { credential } from './credential.ts'
import { fieldSheet } from './field-sheet.ts'
import { findings } from './findings.ts'
import { mailboxList } from './mailboxes.ts'
import { problems } from './problems/index.ts'
import { window } from './window/index.ts'

export const en = {
  cli,
  credential,
  fieldSheet,
  findings,
  mailboxList,
  problems,
  window,
}
