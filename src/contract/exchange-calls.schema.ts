/** The calls of the page Exchange. */
import { z } from 'zod'
import { nothing, Saved, setup } from './call-shapes.schema.ts'
import * as exchange from './exchange-views.schema.ts'

export const exchangeCalls = {
  /** Offline: what was read last, what it asks to be set, and what was changed. */
  'exchange.get': { input: z.strictObject({ setup }), output: exchange.ExchangeView },
  /** The script under way, or the last one since this window was opened. */
  'exchange.run': { input: z.strictObject({ setup }), output: exchange.ExchangeRunView.nullable() },
  /** Every layer of one mailbox, by the newest reading. */
  'exchange.mailbox': {
    input: z.strictObject({ setup, address: z.string().max(320) }),
    output: exchange.ExchangeMailboxView,
  },
  /** What one change did, action by action. */
  'exchange.change': {
    input: z.strictObject({ setup, change: z.uuid() }),
    output: exchange.ExchangeChangeView,
  },
  /** How scripts of this setup sign in from now on, here and where they are handed over; an ended change is finished the way it was begun. */
  'exchange.signIn': {
    input: z.strictObject({ setup, signIn: exchange.SignInWishView }),
    output: nothing,
  },
  /**
   * Starts a script on this PC; what changes something is confirmed in a main-process dialog that names tenant and
   * count. `change`: the one to be undone, for that errand alone. False when the person said no.
   */
  'exchange.start': {
    input: z.strictObject({
      setup,
      errand: z.enum(exchange.errands),
      change: z.uuid().nullable(),
    }),
    output: z.strictObject({ started: z.boolean() }),
  },
  /** First asks it to end after the change it is at; asked again, or where nothing is changed, ends it at once. */
  'exchange.stop': { input: z.strictObject({ setup }), output: nothing },
  /** Scripts, plan and how to run them, as one zip; `change`: what puts that one back. */
  'exchange.handOver': {
    input: z.strictObject({
      setup,
      what: z.enum(['read', 'set', 'undo', 'remove']),
      change: z.uuid().nullable(),
    }),
    output: Saved,
  },
  /** Takes in a result from a file chosen in main; null when cancelled. */
  'exchange.take': { input: z.strictObject({ setup }), output: exchange.ExchangeTakenView.nullable() },
} as const
