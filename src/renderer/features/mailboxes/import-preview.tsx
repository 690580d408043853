/** What the pasted text was read as: columns, rows, and every line that cannot be taken, with the reason. */
import type { MailboxPreviewView } from '../../../contract/views.schema.ts'
import type { Finding } from '../../../domain/problem/finding.ts'
import { sayFinding } from '../../../words/shape/say-finding.ts'
import { text, words } from '../../desk/words.ts'
import { Address } from '../../kit/values.tsx'
import { StateIcon } from '../../kit/state-icon.tsx'
import styles from './import-preview.module.css'
import mailboxesParts from './mailboxes.module.css'

/** More rows than a person reads in a preview; the count says the rest. */
const most = 100

export function ImportPreview({ preview }: { readonly preview: MailboxPreviewView | null }) {
  const updates = preview?.rows.filter((row) => row.known).length ?? 0
  return (
    <div className={styles.preview}>
      <p role="status" className={styles.previewCount}>
        {preview === null
          ? text.import.nothingYet
          : text.import.found(preview.rows.length - updates, updates, preview.problems.length)}
      </p>
      {preview !== null && preview.rows.length + preview.problems.length > 0 && (
        <p className={mailboxesParts.quiet}>{words.mailboxList.columns(preview.columns)}</p>
      )}
      {preview !== null && preview.comments > 0 && (
        <p className={mailboxesParts.quiet}>{words.mailboxList.comments(preview.comments)}</p>
      )}
      {preview !== null && preview.problems.length > 0 && (
        <ul className={styles.problems} tabIndex={0} aria-label={text.import.problems}>
          {preview.problems.slice(0, most).map((problem) => (
            <li key={`${problem.line} ${problem.reason.code} ${problem.text}`}>
              <StateIcon tone="bad" />
              <span className={styles.problemLine}>{text.import.line(problem.line)}</span>
              <span>
                <Address>{problem.text}</Address> – <Reason finding={problem.reason} />
              </span>
            </li>
          ))}
          {preview.problems.length > most && <li>{text.import.more(preview.problems.length - most)}</li>}
        </ul>
      )}
      {preview !== null && preview.rows.length > 0 && (
        <div className={styles.rows} tabIndex={0} role="region" aria-label={text.import.rows}>
          <table>
            <thead>
              <tr>
                <th scope="col">{text.import.lineHead}</th>
                <th scope="col">{text.mailboxes.columns.address}</th>
                <th scope="col">{text.mailboxes.columns.kind}</th>
                {preview.peopleSignIn && <th scope="col">{text.mailboxes.columns.signInAs}</th>}
              </tr>
            </thead>
            <tbody>
              {preview.rows.slice(0, most).map((row) => (
                <tr key={row.address}>
                  <td>{row.line}</td>
                  <td>
                    <Address>{row.address}</Address>
                    {row.known && <span className={styles.known}> {text.import.known}</span>}
                  </td>
                  <td>{text.short.mailboxKinds[row.kind]}</td>
                  {preview.peopleSignIn && (
                    <td>
                      {row.signInAs === row.address ? (
                        text.mailboxes.itself
                      ) : (
                        <Address>{row.signInAs}</Address>
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {preview.rows.length > most && (
            <p className={mailboxesParts.quiet}>{text.import.more(preview.rows.length - most)}</p>
          )}
        </div>
      )}
    </div>
  )
}

function Reason({ finding }: { readonly finding: Finding }) {
  const { what, next } = sayFinding(words, finding, 'window')
  return `${what} ${next}`
}
