/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { attempts } from './attempts.ts'
import { cli } from './cli/index.ts'
import { credential } from './credential.ts'
import { fieldSheet } from './field-sheet.ts'
import { findings } from './findings.ts'
import { mailboxList } from './mailboxes.ts'
import { problems } from './problems/index.ts'
import { reasons } from './reasons.ts'
import { testMail } from './test-mail.ts'
import { window } from './window/index.ts'

export const en = {
  attempts,
  cli,
  credential,
  fieldSheet,
  findings,
  mailboxList,
  problems,
  reasons,
  testMail,
  window,
}
