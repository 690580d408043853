/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { assets } from './en/assets.ts'
import { attempts } from './en/attempts.ts'
import { calendarWords } from './en/calendar.ts'
import { dateWords } from './en/deadlines.ts'
import { handoffWords } from './en/handoff.ts'
import { cli } from './en/cli/index.ts'
import { credential, terms } from './en/terms.ts'
import { entra } from './en/entra/index.ts'
import { exchange } from './en/exchange/index.ts'
import { fieldSheet } from './en/field-sheet.ts'
import { findings } from './en/findings/index.ts'
import { mailboxList } from './en/mailboxes.ts'
import { checklist } from './en/checklist.ts'
import { native } from './en/native.ts'
import { notices } from './en/problems/notices.ts'
import { preflight } from './en/preflight.ts'
import { problems } from './en/problems/index.ts'
import { reasons } from './en/reasons.ts'
import { testMail } from './en/test-mail.ts'
import { attemptWords } from './en/report-attempts.ts'
import { reportCheckWords } from './en/report-check.ts'
import { reportWords } from './en/report.ts'
import { steps } from './en/steps.ts'
import { supportWords, taskWords } from './en/support.ts'
import { window } from './en/window/index.ts'

export const en = {
  assets,
  attempts,
  reportAttempts: attemptWords,
  calendar: calendarWords,
  dates: dateWords,
  handoff: handoffWords,
  cli,
  credential,
  entra,
  exchange,
  fieldSheet,
  findings,
  mailboxList,
  checklist,
  native,
  notices,
  preflight,
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
