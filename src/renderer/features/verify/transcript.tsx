/** The conversation with the server, masked by main before it came here. */
import type { ProbeDetailView } from '../../../contract/views.schema.ts'
import { sayLine } from '../../../words/say-attempt.ts'
import { text, words } from '../../desk/words.ts'
import styles from './transcript.module.css'

type Lines = ProbeDetailView['transcript']

const marks = { client: 'C: ', server: 'S: ', note: '   ' } as const

export function transcriptText(lines: Lines): string {
  return lines.map((line) => `${marks[line.side]}${sayLine(words, line)}`).join('\n')
}

/** A refusal by its reply code: 4xx or 5xx. */
const refuses = /^[45]\d\d[ -]/

export function Transcript({ lines }: { readonly lines: Lines }) {
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
