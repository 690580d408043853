/** From and who signed in for it: the first columns of every table of messages. */
import type { Probe } from '../../../domain/run/run.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import styles from './verify.module.css'

type Sender = Pick<Probe, 'from' | 'mailbox'>

export const fromColumn = {
  key: 'from',
  title: text.verify.columns.from,
  cell: ({ from }: Sender) => <Address>{from}</Address>,
}

export const signedInColumn = {
  key: 'mailbox',
  title: text.verify.columns.signedIn,
  cell: ({ from, mailbox }: Sender) =>
    from === mailbox ? (
      <span className={styles['quiet']}>{text.mailboxes.itself}</span>
    ) : (
      <Address>{mailbox}</Address>
    ),
}
