/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { assets } from './assets.ts'
import { attempts } from './attempts.ts'
import { calendarWords } from './calendar.ts'
import { dateWords } from './deadlines.ts'
import { handoffWords } from './handoff.ts'
import { cli } from './cli/index.ts'
import { credential } from './credential.ts'
import { fieldSheet } from './field-sheet.ts'
import { findings } from './findings.ts'
import { mailboxList } from './mailboxes.ts'
import { checklist } from './checklist.ts'
import { native } from './native.ts'
import { notices } from './notices.ts'
import { problems } from './problems/index.ts'
import { reasons } from './reasons.ts'
import { testMail } from './test-mail.ts'
import { attemptWords } from './report-attempts.ts'
import { reportCheckWords } from './report-check.ts'
import { reportWords } from './report.ts'
import { steps } from './steps.ts'
import { supportWords } from './support.ts'
import { taskWords } from './tasks.ts'
import { terms } from './terms.ts'
import { window } from './window/index.ts'

export const en = {
  assets,
  attempts,
  reportAttempts: attemptWords,
  calendar: calendarWords,
  dates: dateWords,
  handoff: handoffWords,
  cli,
  credential,
  fieldSheet,
  findings,
  mailboxList,
  checklist,
  native,
  notices,
  problems,
  reasons,
  testMail,
  report: reportWords,
  reportCheck: reportCheckWords,
  steps,
  support: supportWords,
  tasks: taskWords,
  terms,
  window,
}
