/** The report on paper: always black on white, whatever the theme. */
import type { Report } from '../../../domain/report/report.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { ReactNode } from 'react'
import { text } from '../../text/en.ts'
import { Address } from '../../ui/address.tsx'
import { fullDate } from '../../ui/dates.ts'
import styles from './report.module.css'

const isReceived = (probe: Probe) => probe.receipt === 'received' || probe.receipt === 'confirmed'

/** The preview ends here; the saved file holds every line. */
const most = 200

export function Paper({ report }: { readonly report: Report }) {
  const { setup, summary, run } = report
  return (
    <article className={styles['paper']}>
      <header>
        <p className={styles['kind']}>{text.report.kind}</p>
        <h2 className={styles['name']} dir="auto">
          {setup.name}
        </h2>
        <p>
          {setup.recipe.name} · {setup.tenantName ?? setup.tenantId ?? text.frame.noTenant} ·{' '}
          {setup.cloud.name}
        </p>
        {setup.practice && <p className={styles['practice']}>{text.report.practice}</p>}
      </header>
      <p className={styles['verdict']} data-verdict={report.verdict}>
        {text.report.verdicts[report.verdict]}
        {summary !== null && (
          <span>{text.report.summary(summary.received, summary.planned, summary.unexpected)}</span>
        )}
      </p>
      <dl className={styles['facts']}>
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
        <Fact name={text.report.facts.smtp}>
          <Address>{setup.cloud.smtp}</Address>
        </Fact>
        <Fact name={text.report.facts.steps}>{text.steps(report.steps.done, report.steps.total)}</Fact>
      </dl>
      {report.probes.length > 0 && (
        <>
          <h3>{text.report.probes}</h3>
          <table>
            <thead>
              <tr>
                {[text.verify.columns.from, text.verify.columns.signedIn, text.verify.columns.result].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {report.probes.slice(0, most).map((probe) => (
                <tr key={probe.id}>
                  <td>
                    <Address>{probe.from}</Address>
                  </td>
                  <td>
                    <Address>{probe.mailbox}</Address>
                  </td>
                  <td>
                    {isReceived(probe) ? '✓ ' : ''}
                    {text.report.outcome(probe.outcome, probe.receipt)}
                    {!isReceived(probe) && probe.reply !== null && (
                      <span className={styles['reply']}>{probe.reply}</span>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More count={report.probes.length} />
        </>
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
      {report.mailboxes.length > 0 && (
        <>
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
              {report.mailboxes.slice(0, most).map((mailbox) => (
                <tr key={`${mailbox.purpose} ${mailbox.address}`}>
                  <td>
                    <Address>{mailbox.address}</Address>
                  </td>
                  <td>{mailbox.purpose === 'recipient' ? text.report.recipient : mailbox.kind}</td>
                  <td>
                    {mailbox.authorisedAt === null
                      ? (mailbox.problem ?? text.mailboxes.nobody)
                      : `${mailbox.authorisedBy ?? ''}, ${fullDate(mailbox.authorisedAt)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <More count={report.mailboxes.length} />
        </>
      )}
      {report.departures.length > 0 && (
        <>
          <h3>{text.report.departures}</h3>
          {report.departures.map((note) => (
            <p key={note.says} className={styles['departure']}>
              <strong>{text.plan.manualSays}</strong> {note.says}{' '}
              <strong>{note.status === 'open' ? text.plan.manualTry : text.plan.manualDo}</strong> {note.do}{' '}
              <strong>{text.plan.manualBecause}</strong> {note.because}
            </p>
          ))}
        </>
      )}
      <footer>{text.report.foot(report.app.version)}</footer>
    </article>
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

function More({ count }: { readonly count: number }) {
  return count > most ? <p className={styles['more']}>{text.report.more(count - most)}</p> : null
}
