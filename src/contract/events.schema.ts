/** Every event main sends to the page, in one table. */
import { z } from 'zod'
import { NoticeSchema } from '../domain/notice.schema.ts'
import { AuthQueueView } from './views.schema.ts'
import { RegistrationView, ShownCodeView } from './registration-views.schema.ts'
import { ExchangeRunView } from './exchange-views.schema.ts'
import { RunProgressView } from './run-views.schema.ts'

export const appCommands = [
  'new-setup',
  'import',
  'export',
  'invitation',
  'settings',
  'diagnose',
  'guide',
  'about',
] as const
export type AppCommand = (typeof appCommands)[number]

export const events = {
  /** Something about a setup changed, here or in another window or command: fetch it again. Null = the list itself. */
  'setup.changed': z.strictObject({ setup: z.uuid().nullable() }),
  /** What `app.status` says is out of date. */
  'app.changed': z.strictObject({}),
  'auth.progress': AuthQueueView,
  'registration.progress': RegistrationView,
  'run.progress': RunProgressView,
  /** The code for another device, while expiry dates are being read; null when it counts no longer. */
  'expiry.code': z.strictObject({ setup: z.uuid(), code: ShownCodeView.nullable() }),
  /** A script for Exchange says where it is. */
  'exchange.progress': ExchangeRunView,
  /** Chosen in the application's menu; each leads to a place in the window. */
  'app.command': z.strictObject({ command: z.enum(appCommands) }),
  /** Something worth showing that no call asked for. */
  'app.notice': z.strictObject({ level: z.enum(['info', 'warning']), notice: NoticeSchema }),
} as const satisfies Record<string, z.ZodType>

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>
