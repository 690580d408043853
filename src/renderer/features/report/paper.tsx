/** The report on paper: always black on white, whatever the theme. */
import type { ReportPreview } from '../../../domain/report/report-preview.ts'
import {
  authenticationWords,
  expectedWords,
  kindOfProbe,
  markOf,
  outcomeWords,
  receiptWords,
  senderWords,
  wasLetIn,
} from '../../../domain/report/probe-words.ts'
import { isReading, serviceOf } from '../../../domain/transport/transports.ts'
import { isReceived } from '../../../domain/run/probe-outcome.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { ReactNode } from 'react'
import { sayNotes, sayReply } from '../../../words/say-attempt.ts'
import { text, words } from '../../words.ts'
import { Address } from '../../kit/address.tsx'
import { CopyButton } from '../../kit/copy-button.tsx'
import { fullDate } from '../../kit/dates.ts'
import { Changes, Ends } from './paper-work.tsx'
import styles from './report.module.css'

export function Paper({ report }: { readonly report: ReportPreview }) {
  const { setup, run, letIn, findings, probes, mailboxes } = report
  const [say, more] = report.says
  const overSmtp = report.checks.some(({ transport }) => serviceOf(transport) === 'smtp')
  return (
    <article className={styles.paper}>
      <header>
        <p className={styles.kind}>{text.report.kind}</p>
        <h2 className={styles.name} dir="auto">
          {setup.name}
        </h2>
        <p>
          {setup.recipe.name} · {setup.tenantName ?? setup.tenantId ?? text.frame.noTenant} ·{' '}
          {setup.cloud.name}
        </p>
        {setup.practice && <p className={styles.practice}>{text.report.practice}</p>}
      </header>
      <p className={styles.verdict} data-verdict={report.verdict}>
        {say}
        <span>{more}</span>
      </p>
      {letIn > 0 && <p className={styles.danger}>{text.report.danger(letIn)}</p>}
      <div className={styles.brief}>
        {report.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <dl className={styles.facts}>
        <Fact name={text.report.facts.made}>{`${fullDate(report.generatedAt)} (${report.timeZone})`}</Fact>
        {run !== null && (
          <Fact name={text.report.facts.run}>{`${fullDate(run.startedAt)}, ${run.startedBy}`}</Fact>
        )}
        {run !== null && (
          <Fact name={text.report.facts.to}>
            <Address>{run.to}</Address>
          </Fact>
        )}
        <Fact name={text.report.facts.tenant}>
          <Address>{setup.tenantId ?? '–'}</Address>
        </Fact>
        <Fact name={text.report.facts.client}>
          <Address>{setup.clientId ?? '–'}</Address>
        </Fact>
        {overSmtp && (
          <Fact name={text.report.facts.smtp}>
            <Address>{setup.cloud.smtp}</Address>
          </Fact>
        )}
        <Fact name={text.report.facts.steps}>{text.steps(report.steps.done, report.steps.total)}</Fact>
      </dl>
      {findings.total > 0 && (
        <>
          <h3>{text.report.findings(findings.total)}</h3>
          {findings.first.map((probe) => (
            <Finding key={probe.id} probe={probe} />
          ))}
          <More {...findings} />
        </>
      )}
      {report.notTried.length > 0 && (
        <>
          <h3>{text.report.notTried(report.notTried.length)}</h3>
          <ul>
            {report.notTried.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {probes.total > 0 && (
        <section className={styles.long} style={roughly(probes)}>
          <h3>{text.report.probes}</h3>
          <table>
            <thead>
              <tr>
                {[text.verify.columns.from, text.report.must, text.verify.columns.result].map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {probes.first.map((probe) => (
                <tr key={probe.id}>
                  <td>
                    <Address>{probe.from}</Address>
                    <span className={styles.small}>{kindOfProbe[probe.transport]}</span>
                  </td>
                  <td>{expectedWords(probe)}</td>
                  <td data-mark={markOf(probe)}>
                    {marks[markOf(probe)]} {outcomeWords(probe)}
                    {proofOf(probe).map((line) => (
                      <span key={line} className={styles.small}>
                        {line}
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More {...probes} />
        </section>
      )}
      <h3>{text.report.plan}</h3>
      <table>
        <thead>
          <tr>
            {[text.report.step, text.report.who, text.report.state].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.steps.list.map((step) => (
            <tr key={step.id}>
              <td>{step.title}</td>
              <td>{text.roles[step.role]}</td>
              <td>{text.states[step.state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mailboxes.total > 0 && (
        <section className={styles.long} style={roughly(mailboxes)}>
          <h3>{text.report.mailboxes}</h3>
          <table>
            <thead>
              <tr>
                {[text.mailboxes.columns.address, text.mailboxes.columns.kind, text.report.authorised].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {mailboxes.first.map((mailbox) => (
                <tr key={`${mailbox.purpose} ${mailbox.address}`}>
                  <td>
                    <Address>{mailbox.address}</Address>
                  </td>
                  <td>{purposes[mailbox.purpose] ?? mailbox.kind}</td>
                  <td>
                    {mailbox.authorisedAt === null
                      ? (mailbox.problem ?? text.mailboxes.nobody)
                      : `${mailbox.authorisedBy ?? ''}, ${fullDate(mailbox.authorisedAt)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More {...mailboxes} />
        </section>
      )}
      <Changes report={report} />
      <Ends report={report} />
      {report.departures.length > 0 && (
        <>
          <h3>{text.report.departures}</h3>
          {report.departures.map((note) => (
            <p key={note.says} className={styles.departure}>
              <strong>{text.plan.manualSays}</strong> {note.says}{' '}
              <strong>{note.status === 'open' ? text.plan.manualTry : text.plan.manualDo}</strong> {note.do}{' '}
              <strong>{text.plan.manualBecause}</strong> {note.because}
            </p>
          ))}
        </>
      )}
      {report.integrity !== null && (
        <>
          <h3>{text.report.integrity}</h3>
          <p>{text.report.integrityHow}</p>
          {report.integrity.runs.map(({ id, entries, head }) => (
            <p key={id} className={styles.digest}>
              <span>{text.report.journal(entries)}</span>
              <Address>{head}</Address>
              <CopyButton value={head} what={text.report.journal(entries)} />
            </p>
          ))}
        </>
      )}
      <footer>{text.report.foot(report.app.version)}</footer>
    </article>
  )
}

const marks = { good: '✓', bad: '✕', wait: '…' } as const
const purposes: Readonly<Record<string, string>> = {
  recipient: text.report.recipient,
  outside: text.report.outside,
}

/** How it is known, and how the recipient sees the sender. */
function proofOf(probe: Probe): string[] {
  const lines = [
    isReceived(probe) && !isReading(probe.transport) ? receiptWords(probe) : null,
    senderWords(probe),
    authenticationWords(probe),
    sayNotes(words, probe),
  ]
  return lines.filter((line) => line !== null)
}

function Finding({ probe }: { readonly probe: Probe }) {
  const cause = probe.diagnosis?.candidates[0]
  const reply = sayReply(words, probe, 'window')
  return (
    <div className={styles.finding} data-loud={wasLetIn(probe)}>
      <p>
        <strong>{cause?.title ?? outcomeWords(probe)}</strong>
      </p>
      <p>
        <Address>{probe.from}</Address>: {outcomeWords(probe)}
      </p>
      {reply !== null && <span className={styles.reply}>{reply}</span>}
      {probe.returned !== null && <span className={styles.reply}>{probe.returned.text}</span>}
      {cause?.remedies.map((remedy) => (
        <p key={remedy.text}>
          <strong>{text.remedyRoles[remedy.role]}:</strong> {remedy.text}
        </p>
      ))}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** How high a list is before it was ever in view, so that the scroll bar does not jump by much. */
const roughly = ({ first }: { readonly first: readonly unknown[] }) => ({
  containIntrinsicHeight: `auto ${60 + 44 * first.length}px`,
})

function More({ total, first }: { readonly total: number; readonly first: readonly unknown[] }) {
  const left = total - first.length
  return left > 0 ? <p className={styles.more}>{text.report.more(left)}</p> : null
}
