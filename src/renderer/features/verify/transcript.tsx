/** The conversation with the server, masked by main before it came here, and what of it may be sent to a stranger. */
import type { ProbeDetailView } from '../../../contract/run-views.schema.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { sayLine, sayReply } from '../../../words/say-attempt.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { text, words } from '../../desk/words.ts'
import { CopyButton } from '../../kit/copy-button.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { forSupport } from '../../kit/failures.ts'
import styles from './transcript.module.css'

type Lines = ProbeDetailView['transcript']

const marks = { client: 'C: ', server: 'S: ', note: '   ' } as const

function transcriptText(lines: Lines): string {
  return lines.map((line) => `${marks[line.side]}${sayLine(words, line)}`).join('\n')
}

/** A refusal by its reply code: 4xx or 5xx. */
const refuses = /^[45]\d\d[ -]/

function Transcript({ lines }: { readonly lines: Lines }) {
  return (
    <div role="region" aria-label={text.verify.transcript} tabIndex={0} className={styles.transcript}>
      {lines.map((line, index) => (
        <p
          key={`${index} ${line.at}`}
          data-side={line.side}
          data-refused={line.side === 'server' && 'text' in line && refuses.test(line.text)}
        >
          <span className={styles.mark} translate="no">
            {marks[line.side]}
          </span>
          {/* what was said on the wire is in nobody’s language */}
          <span translate={'fact' in line ? 'yes' : 'no'}>{sayLine(words, line)}</span>
        </p>
      ))}
    </div>
  )
}

export function Conversation({ probe, title }: { readonly probe: Probe; readonly title: string }) {
  const { value, error } = useSnapshot(
    'run.probe',
    { run: probe.runId, probe: probe.id },
    probe.phase !== 'planned',
  )
  if (error !== undefined && value === undefined) return <LoadError error={error} />
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
