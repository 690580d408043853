/** The names alone: the preload needs them and must not carry zod. Held complete by the compiler. */
import type { CallName } from './calls.ts'
import type { EventName } from './events.ts'

const callTable = {
  'app.status': true,
  'app.setTheme': true,
  'app.theme': true,
  'app.openLink': true,
  'recipe.list': true,
  'setup.list': true,
  'setup.create': true,
  'setup.get': true,
  'setup.update': true,
  'setup.export': true,
  'setup.import': true,
  'setup.remove': true,
  'step.set': true,
  'step.practise': true,
  'step.undo': true,
  'step.conflicts': true,
  'step.attach': true,
  'step.attachments': true,
  'step.saveAttachment': true,
  'mailbox.list': true,
  'mailbox.preview': true,
  'mailbox.import': true,
  'mailbox.readCsv': true,
  'mailbox.remove': true,
  'mailbox.setRecipient': true,
  'auth.start': true,
  'auth.get': true,
  'auth.cancel': true,
  'auth.forget': true,
  'run.plan': true,
  'run.start': true,
  'run.get': true,
  'run.list': true,
  'run.pause': true,
  'run.resume': true,
  'run.stop': true,
  'run.probe': true,
  'run.confirm': true,
  'fieldSheet.get': true,
  'fieldSheet.tick': true,
  'fieldSheet.copySecret': true,
  'handoff.save': true,
  'handoff.accept': true,
  'template.save': true,
  'template.open': true,
  'template.apply': true,
  'report.get': true,
  'report.save': true,
} as const satisfies Record<CallName, true>

const eventTable = {
  'setup.changed': true,
  'auth.progress': true,
  'run.progress': true,
  'app.notice': true,
} as const satisfies Record<EventName, true>

export const callNames = Object.keys(callTable) as CallName[]
export const eventNames = Object.keys(eventTable) as EventName[]
