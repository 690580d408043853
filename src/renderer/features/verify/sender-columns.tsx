/** From and who signed in for it: the first columns of every table of messages. */
import type { Probe } from '../../../domain/run/run.ts'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import styles from './verify.module.css'

type Sender = Pick<Probe, 'from' | 'mailbox'>
type Attempt = Pick<Probe, 'check' | 'transport' | 'expected'>

/** What is tried: the way, and whether it has to be refused. */
export const attemptColumn = {
  key: 'attempt',
  title: text.verify.columns.attempt,
  cell: ({ check, transport, expected }: Attempt) => (
    <>
      {text.verify.column(check ?? '', text.verify.ways[transport] ?? transport)}
      {expected === 'refused' && <span className={styles['mustRefuse']}>{text.verify.mustRefuse}</span>}
    </>
  ),
}

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
