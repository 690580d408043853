/** One probe: a plain sentence, what the server said, why, who can put it right and how, and the conversation. */
import { Button } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import { wasLetIn } from '../../../domain/report/findings.ts'
import { endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { DiagnosedCauses } from '../../pieces/diagnosed-causes.tsx'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation } from '../../data/use-location.ts'
import { surfaceOf } from '../../../domain/transport/transports.ts'
import { toDiagnose } from '../../../domain/run/reason.ts'
import { sayReply } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/address.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { Buttons, Detail } from '../../kit/detail.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { NoteBox } from '../../kit/note-box.tsx'
import { StateWord } from '../../kit/state-icon.tsx'
import { forSupport } from '../../kit/support-text.ts'
import { Timestamp } from '../../kit/timestamp.tsx'
import { looks, needsAttention } from './probe-state.ts'
import { stateOf } from '../../../domain/run/probe-state.ts'
import type { ProbeDetailProps } from './probe-detail-props.ts'
import { Notes, probeFacts } from './probe-facts.tsx'
import { RetryOne } from './retry-one.tsx'
import { transcriptText, Transcript } from './transcript.tsx'
import styles from './probe-detail.module.css'

export function ProbeDetail({ setup, probe, running, onOpenRun }: ProbeDetailProps) {
  const { move } = useLocation()
  const state = stateOf(probe)
  const cause = probe.diagnosis?.candidates[0]
  // whoever is only too early is not accused of anything yet
  const reply = sayReply(words, probe, 'window')
  const accused = needsAttention(state) && state !== 'too-early'
  const title = accused && cause !== undefined ? cause.title : text.verify.states[state]
  return (
    <Detail
      over={
        <>
          <Address>{probe.from}</Address> → <Address>{probe.to}</Address>
        </>
      }
      title={title}
    >
      <StateWord tone={looks[state].tone} shape={looks[state].shape}>
        {text.verify.states[state]}
      </StateWord>
      <p>{text.verify.sentences[state]}</p>
      {probe.tooEarly !== null && <Notes probe={probe} />}
      {reply !== null && needsAttention(state) && !endedAsExpected(probe) && (
        <NoteBox tone="info">
          {probe.reply === null ? (
            reply
          ) : (
            <>
              {text.verify.reply} <Address>{probe.reply}</Address>
            </>
          )}
        </NoteBox>
      )}
      {probe.tooEarly === null && <Notes probe={probe} />}
      {probe.diagnosis !== null && needsAttention(state) && (
        <DiagnosedCauses
          key={probe.id}
          setup={setup}
          said={toDiagnose(probe)}
          surface={surfaceOf(probe)}
          stage={probe.stage}
          flow={probe.transport}
          mailbox={probe.mailboxId}
          known={probe.diagnosis}
          unknown={<p>{text.verify.unknownCause}</p>}
          titled={title === cause?.title}
          seen={wasLetIn(probe)}
        />
      )}
      <Facts probe={probe} />
      {/* Asked again whenever the probe got further. */}
      <Conversation key={`${probe.phase} ${probe.outcome} ${probe.receipt}`} probe={probe} title={title} />
      {needsAttention(state) && (
        <Buttons>
          <RetryOne setup={setup} probe={probe} running={running} onOpenRun={onOpenRun} />
          <Button
            onClick={() =>
              move({
                type: 'setup',
                setup,
                page: 'mailboxes',
                open: { mailbox: probe.mailboxId },
                focus: true,
              })
            }
          >
            {text.verify.toMailbox}
          </Button>
        </Buttons>
      )}
    </Detail>
  )
}

function Facts({ probe }: { readonly probe: Probe }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text.verify.facts.signedIn, <Address key="mailbox">{probe.mailbox}</Address>],
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
    [
      text.verify.facts.messageId,
      <span key="id">
        <Address>{probe.messageId}</Address>{' '}
        <CopyButton value={probe.messageId} what={text.verify.facts.messageId} />
      </span>,
    ],
  ]
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
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

function Conversation({ probe, title }: { readonly probe: Probe; readonly title: string }) {
  const { value, error } = useSnapshot(
    'run.probe',
    { run: probe.runId, probe: probe.id },
    probe.phase !== 'planned',
  )
  if (error !== undefined && value === undefined) return <ErrorNote error={error} />
  const lines = value?.transcript ?? []
  const support = forSupport(
    [
      title,
      `${probe.mailbox} -> ${probe.from} -> ${probe.to}`,
      sayReply(words, probe, 'window') ?? '',
      transcriptText(lines),
    ].join('\n'),
  )
  return (
    <>
      {lines.length > 0 && <Transcript lines={lines} />}
      {probe.phase === 'done' && (
        <div>
          <CopyButton
            appearance="subtle"
            size="medium"
            value={support}
            what={text.verify.thisProbe}
            label={text.copy.forSupport}
          />
        </div>
      )}
    </>
  )
}
