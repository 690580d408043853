/** What is known of a probe: who signed in, how the copy was judged, what came back, when it is tried again. */
import type { ReactNode } from 'react'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { sentAs } from '../../../domain/run/attempts.ts'
import { isReading } from '../../../domain/transport/transports.ts'
import { sayChange, sayNotes, saySentAs } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import { Address, Timestamp } from '../../kit/values.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { FactList } from '../../kit/detail.tsx'
import { clockTime } from '../../kit/dates.ts'
import { NoteBox } from '../../kit/note-box.tsx'

export function Notes({ probe }: { readonly probe: Probe }) {
  const { warning, returned, tooEarly } = probe
  const notes = sayNotes(words, probe)
  return (
    <>
      {notes !== null && <NoteBox tone={warning ? 'caution' : 'info'}>{notes}</NoteBox>}
      {returned !== null && (
        <NoteBox tone="caution">
          {text.verify.cameBack}{' '}
          <Address>
            {returned.status === null ? returned.text : `${returned.status} ${returned.text}`}
          </Address>
        </NoteBox>
      )}
      {tooEarly !== null && (
        <NoteBox tone="info">
          {text.verify.tooEarly(
            sayChange(words, tooEarly.because),
            clockTime(tooEarly.since),
            clockTime(tooEarly.until, isShort(tooEarly)),
          )}{' '}
          {text.verify.nextTry(clockTime(tooEarly.nextAt, true))}
        </NoteBox>
      )}
    </>
  )
}

/** In a practice tenant the hours pass in seconds. */
function isShort({ since, until }: NonNullable<Probe['tooEarly']>): boolean {
  return Date.parse(until) - Date.parse(since) < 120_000
}

/** Name and value of each fact that there is. */
function probeFacts(probe: Probe): readonly (readonly [string, ReactNode])[] {
  const seen = sentAs(probe)
  const { authentication, foundIn } = probe
  return [
    ...(foundIn === null ? [] : [[text.verify.facts.foundIn, text.verify.folders[foundIn]] as const]),
    ...(seen === null ? [] : [[text.verify.facts.sent, saySentAs(words, seen)] as const]),
    ...(authentication === null
      ? []
      : [
          [
            text.verify.facts.spf,
            [authentication.spf, authentication.dkim, authentication.dmarc]
              .map((result) => result ?? '–')
              .join(', '),
          ] as const,
        ]),
    ...(probe.tries > 1 ? [[text.verify.facts.tries, String(probe.tries)] as const] : []),
  ]
}

interface FactsProps {
  readonly probe: Probe
  readonly byApplication: boolean
}

export function Facts({ probe, byApplication }: FactsProps) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      byApplication ? text.verify.facts.actedFor : text.verify.facts.signedIn,
      <Address key="mailbox">{probe.mailbox}</Address>,
    ],
    ...(probe.receivedAt === null
      ? []
      : [
          [
            text.verify.facts.received,
            <Received key="received" probe={probe} at={probe.receivedAt} />,
          ] as const,
        ]),
    ...(probe.seenFrom === null
      ? []
      : [[text.verify.facts.seenFrom, <Address key="seen">{probe.seenFrom}</Address>] as const]),
    ...(probe.seenSender === null || probe.seenSender === probe.seenFrom
      ? []
      : [[text.verify.facts.seenSender, <Address key="sender">{probe.seenSender}</Address>] as const]),
    ...probeFacts(probe),
    ...(probe.ms === null ? [] : [[text.verify.facts.took, text.verify.ms(probe.ms)] as const]),
    // what only reads has sent nothing that could be looked for
    ...(isReading(probe.transport)
      ? []
      : [
          [
            text.verify.facts.messageId,
            <span key="id">
              <Address>{probe.messageId}</Address>{' '}
              <CopyButton value={probe.messageId} what={text.verify.facts.messageId} />
            </span>,
          ] as const,
        ]),
  ]
  return (
    <FactList>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </FactList>
  )
}

function Received({ probe, at }: { readonly probe: Probe; readonly at: string }) {
  return (
    <>
      <Timestamp iso={at} seconds />, {receiptWords(probe)}
    </>
  )
}

function receiptWords({ receipt, receiptBy }: Probe): string {
  if (receipt === 'confirmed') return text.verify.byTypedCode
  return receiptBy === 'trace' ? text.verify.byTrace : text.verify.byReading
}
