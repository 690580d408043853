/** From and who signed in for it: the first columns of every table of messages. */
import { ShieldProhibited20Regular } from '@fluentui/react-icons'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { text } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import styles from './sender-columns.module.css'
import verifyParts from './verify.module.css'

type Sender = Pick<Probe, 'from' | 'mailbox'>
type Attempt = Pick<Probe, 'check' | 'transport' | 'expected'>

/** What is tried: the way, and whether it has to be refused. */
export const attemptColumn = {
  key: 'attempt',
  title: text.verify.columns.attempt,
  // what has to refuse says all there is room for
  cell: (attempt: Attempt) => <AttemptName {...attempt} short={attempt.expected === 'refused'} />,
}

export function AttemptName({
  check,
  transport,
  expected,
  short = false,
}: Attempt & { readonly short?: boolean }) {
  const refuse = expected === 'refused'
  return (
    <span className={verifyParts.attempt}>
      <span className={refuse ? styles.mustRefuse : undefined}>
        {refuse && <ShieldProhibited20Regular aria-hidden />}
        {refuse ? text.verify.mustRefuse : text.verify.attempt(check ?? '')}
      </span>{' '}
      {!short && <span className={styles.way}>{text.verify.ways[transport]}</span>}
    </span>
  )
}

export const fromColumn = {
  key: 'from',
  title: text.verify.columns.from,
  cell: ({ from }: Sender) => <Address>{from}</Address>,
  whole: ({ from }: Sender) => from,
}

export const signedInColumn = {
  key: 'mailbox',
  title: text.verify.columns.signedIn,
  cell: ({ from, mailbox }: Sender) =>
    from === mailbox ? (
      <span className={verifyParts.quiet}>{text.mailboxes.itself}</span>
    ) : (
      <Address>{mailbox}</Address>
    ),
  whole: ({ mailbox }: Sender) => mailbox,
}
