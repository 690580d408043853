/** English: every sentence that window, command line, report, hand-over pack and test mail say. */
import { checklist } from './checklist.ts'
import { cli } from './cli/index.ts'
import { native } from './native.ts'
import { notices } from './notices.ts'
import { problems } from './problems/index.ts'
import { window } from './window/index.ts'

export const en = {
  checklist,
  cli,
  native,
  notices,
  problems,
  window,
}
