/** Whether a mailbox as it was read from a row is one beyond doubt; as `isPlainProbe`, for ten thousand of them. */
import {
  mailboxKinds,
  mailboxPurposes,
  type Authorisation,
  type Mailbox,
} from '../../../domain/mailbox/mailbox.ts'
import { isId, isText, isTime, only, oneOf, orNull, type Test } from './plain-values.ts'

const authorisation: Readonly<Record<keyof Authorisation, Test>> = {
  username: isText,
  objectId: isText,
  tenantId: isText,
  at: isTime,
  scopes: (value) => Array.isArray(value) && value.every(isText),
}

const tests: Readonly<Record<keyof Mailbox, Test>> = {
  id: isId,
  address: isText,
  kind: oneOf(mailboxKinds),
  displayName: orNull(isText),
  signInAs: isText,
  purpose: oneOf(mailboxPurposes),
  authorisation: orNull(only(authorisation)),
  // rare, and the schema's business
  problem: (value) => value === null,
}

export const isPlainMailbox = only(tests) as (value: unknown) => value is Mailbox
