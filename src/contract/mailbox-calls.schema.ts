/** The calls about mailboxes and the sign-ins of their people. */
import { z } from 'zod'
import { listEncodings } from '../domain/mailbox/read-list.ts'
import { MailboxRowSchema } from '../domain/mailbox/mailbox.schema.ts'
import { address, nothing, Saved, setup } from './call-shapes.schema.ts'
import * as view from './views.schema.ts'

export const mailboxCalls = {
  'mailbox.list': { input: z.strictObject({ setup }), output: z.array(view.MailboxView) },
  'mailbox.preview': {
    input: z.strictObject({ setup, text: z.string().max(2_000_000) }),
    output: view.MailboxPreviewView,
  },
  'mailbox.import': {
    input: z.strictObject({ setup, rows: z.array(MailboxRowSchema).max(10_000) }),
    output: z.strictObject({ added: z.int(), updated: z.int() }),
  },
  /**
   * Opens a file dialog in main and returns the text of the list chosen; null when cancelled. With `encoding` the file
   * chosen last is read again as that, and nobody is asked.
   */
  'mailbox.readCsv': {
    input: z.strictObject({ encoding: z.enum(listEncodings).nullable() }),
    output: z
      .strictObject({ text: z.string(), encoding: z.enum(listEncodings), guessed: z.boolean() })
      .nullable(),
  },
  /** The list as CSV, for a spreadsheet or the next tenant. */
  'mailbox.saveList': { input: z.strictObject({ setup }), output: Saved },
  'mailbox.remove': {
    input: z.strictObject({ setup, mailboxes: z.array(z.uuid()).max(10_000) }),
    output: nothing,
  },
  'mailbox.setRecipient': { input: z.strictObject({ setup, address }), output: nothing },

  /** Names the mailboxes the application must not reach; an empty list takes them away. */
  'mailbox.setOutside': {
    input: z.strictObject({ setup, addresses: z.array(address).max(20) }),
    output: nothing,
  },

  /** The same for the mailboxes whose calendar the application works with. */
  'mailbox.setCalendars': {
    input: z.strictObject({ setup, addresses: z.array(address).max(20) }),
    output: nothing,
  },

  /** A person says so: marks the mailboxes that are signed in as this account, and names them. */
  'mailbox.passwordReset': {
    input: z.strictObject({ setup, account: z.string().max(254) }),
    output: z.strictObject({ mailboxes: z.array(z.uuid()) }),
  },

  'auth.start': {
    input: z.strictObject({
      setup,
      mailboxes: z.array(z.uuid()).max(10_000),
      /** Practice setups only: false lets the robot user answer the sign-in, true opens the browser. */
      browser: z.boolean(),
      /** Always show the account picker, after somebody else was signed in. */
      pickAccount: z.boolean(),
      /** A person said that the sign-in names of these mailboxes differ from their addresses. */
      namesDiffer: z.boolean(),
    }),
    output: view.AuthQueueView,
  },
  'auth.get': { input: z.strictObject({ setup }), output: view.AuthQueueView },
  'auth.cancel': { input: z.strictObject({ setup }), output: nothing },
  'auth.forget': { input: z.strictObject({ setup, mailbox: z.uuid() }), output: nothing },
} as const
