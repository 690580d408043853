/** What was done in the tenant, and what ends when: the part of the report that is not about messages. */
import type { ReportPreview } from '../../../domain/report/report-preview.ts'
import { text } from '../../words.ts'
import { Address } from '../../kit/address.tsx'
import { fullDate } from '../../kit/dates.ts'
import styles from './report.module.css'

export function Changes({ report }: { readonly report: ReportPreview }) {
  if (report.changes.length === 0) return null
  return (
    <>
      <h3>{text.report.changes}</h3>
      <table>
        <thead>
          <tr>
            {[text.report.when, text.report.step, text.report.change].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.changes.map((change) => (
            <tr key={`${change.step} ${change.at} ${change.after}`}>
              <td>
                {fullDate(change.at)}
                <span className={styles.small}>{change.who}</span>
              </td>
              <td>{change.title}</td>
              <td>
                {change.note ?? text.report.noNote}
                <span className={styles.small}>{text.report.known[change.known]}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

export function Ends({ report: { credentials, deadlines } }: { readonly report: ReportPreview }) {
  if (credentials.length === 0 && deadlines.length === 0) return null
  return (
    <>
      <h3>{text.report.ends}</h3>
      {credentials.map((credential) => (
        <p key={`${credential.kind} ${credential.hint} ${credential.addedAt}`} className={styles.departure}>
          <strong>{text.report.credentials[credential.kind]}</strong> <Address>{credential.hint}</Address>:{' '}
          {credential.expiresAt === null ? text.report.noEnd : fullDate(credential.expiresAt)}
        </p>
      ))}
      {deadlines.map((deadline) => (
        <p key={deadline.id} className={styles.departure}>
          <strong>{deadline.title}:</strong> {deadline.when}
        </p>
      ))}
    </>
  )
}
