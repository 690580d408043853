/**
 * What can be thousands of records crosses the bridge as JSON text. The bridge copies objects field by field, in one
 * go, while the window stands still; a text is one value, and the browser's own parser takes it apart many times faster.
 */
import type { CallName } from './calls.schema.ts'
import type { EventName } from './events.schema.ts'

const answers = {
  'setup.get': true,
  'mailbox.list': true,
  'mailbox.preview': true,
  'auth.start': true,
  'auth.get': true,
  'run.plan': true,
  'run.get': true,
  'exchange.get': true,
  'exchange.change': true,
} as const satisfies Partial<Record<CallName, true>>
const inputs = { 'mailbox.import': true } as const satisfies Partial<Record<CallName, true>>
const told = { 'auth.progress': true, 'run.progress': true } as const satisfies Partial<
  Record<EventName, true>
>

export type AnsweredAsText = keyof typeof answers
export type AskedAsText = keyof typeof inputs
export type ToldAsText = keyof typeof told

export const isAnsweredAsText = (name: CallName): name is AnsweredAsText => Object.hasOwn(answers, name)
export const isAskedAsText = (name: CallName): name is AskedAsText => Object.hasOwn(inputs, name)
export const isToldAsText = (name: EventName): name is ToldAsText => Object.hasOwn(told, name)
