/** The HTML report's sections about what was tried: what went wrong, the matrix, and the proof message by message. */
import type { Candidate, Remedy } from '../diagnosis/diagnosis.ts'
import { isAppOnly, isReading } from '../transport/transports.ts'
import { plainAttempt } from '../../words/plainly.ts'
import { endedAsExpected, type Probe } from '../run/run.ts'
import { escapeHtml } from '../text/escape.ts'
import { addressLists, mailboxesFor, messagesFor, roomFor, type Medium } from './html-paper.ts'
import { mono, row, sub, tableParts } from './html-parts.ts'
import {
  authenticationWords,
  checkName,
  expectedWords,
  findingsOf,
  kindOfProbe,
  markOf,
  outcomeWords,
  receiptWords,
  same,
  senderWords,
  wasLetIn,
} from './probe-words.ts'
import { clockTime, localTime } from './report-time.ts'
import { kindWords, roleWords, stageWords } from './report-words.ts'
import type { Report, ReportCheck } from './report.ts'

export function* findings({ probes, timeZone }: Report, medium: Medium): Generator<string> {
  const wrong = findingsOf(probes)
  if (wrong.length === 0) return
  yield `<section><h2>What did not work (${wrong.length})</h2>`
  const { shown, left } = roomFor(wrong, medium)
  for (const [index, probe] of shown.entries()) yield `${index === 0 ? '' : '\n'}${finding(probe, timeZone)}`
  yield `${left}</section>`
}

function finding(probe: Probe, timeZone: string): string {
  const [cause, ...others] = probe.diagnosis?.candidates ?? []
  const loud = wasLetIn(probe)
  const heading = loud
    ? `${probe.from} was let in, although it must be kept out`
    : (cause?.title ?? outcomeWords(probe))
  const also =
    others.length === 0
      ? ''
      : `<p class="sub">Also possible: ${others.map((one) => escapeHtml(one.title)).join('; ')}.${(probe.diagnosis?.questions ?? []).map((question) => ` ${escapeHtml(question)}`).join('')}</p>`
  const explained = loud
    ? '<p>The application’s rights reach further than agreed. Narrow its scope (application access policy or role assignment), wait until Microsoft 365 has applied it, and verify again.</p>'
    : '<p>Nothing in the catalogue explains this text. Keep the reply above for support.</p>'
  return `<article class="finding${loud ? ' loud' : ''}${probe.tooEarly === null ? '' : ' early'}"><h3>${escapeHtml(heading)}</h3>
<p>From ${mono(probe.from)}${same(probe.from, probe.mailbox) ? '' : `, signed in as ${mono(probe.mailbox)}`}, ${escapeHtml(kindOfProbe[probe.transport])}, ${expectedWords(probe)}: <span class="bad">${escapeHtml(outcomeWords(probe))}</span>${probe.stage === null ? '' : ` <span class="soft">(${escapeHtml(stageWords[probe.stage] ?? probe.stage)})</span>`}</p>
${replyOf(probe)}${returned(probe, timeZone)}${tooEarly(probe, timeZone)}${cause === undefined ? (probe.reply === null && !loud ? '' : explained) : `${loud ? explained : ''}${causeText(cause)}`}${also}</article>`
}

function replyOf(probe: Probe): string {
  const reply = plainAttempt.reply(probe)
  return reply === null ? '' : `<code class="reply">${escapeHtml(reply)}</code>`
}

function returned({ returned: report }: Probe, timeZone: string): string {
  if (report === null) return ''
  return `<p><strong>Came back</strong> on ${escapeHtml(localTime(report.at, timeZone))}${report.status === null ? '' : ` with status ${mono(report.status)}`}:</p><code class="reply">${escapeHtml(report.text)}</code>`
}

function tooEarly({ tooEarly: wait }: Probe, timeZone: string): string {
  if (wait === null) return ''
  return `<p class="wait"><strong>This may only be too early.</strong> ${escapeHtml(plainAttempt.change(wait.because))} (${escapeHtml(localTime(wait.since, timeZone, 'minutes'))}). Microsoft 365 may take until ${escapeHtml(localTime(wait.until, timeZone, 'minutes'))} to apply it; a failure after that is a real one.</p>`
}

function causeText(cause: Candidate): string {
  return `<div class="cause"><p>${escapeHtml(cause.explanation)}</p>${cause.remedies.map(remedyText).join('')}</div>`
}

function remedyText(remedy: Remedy): string {
  const portal =
    remedy.portal.length === 0 ? '' : `<p class="sub">${remedy.portal.map(escapeHtml).join(' › ')}</p>`
  const command = remedy.command === undefined ? '' : `<p><code>${escapeHtml(remedy.command)}</code></p>`
  return `<div class="remedy"><p><strong>${roleWords[remedy.role]}:</strong> ${escapeHtml(remedy.text)}</p>${portal}${command}</div>`
}

/** More columns than this do not fit on A4; then each attempt gets a line of its own. */
const mostColumns = 4
const purposes = [
  ['sender', 'Mailboxes'],
  ['outside', 'Mailboxes that must be kept out'],
] as const

/** One row a mailbox, one column a kind of attempt. */
export function* matrix(report: Report, medium: Medium): Generator<string> {
  const senders = report.mailboxes.filter(({ purpose }) => purpose === 'sender')
  if (senders.length === 0 && report.probes.length === 0) {
    yield '<section><h2>Mailboxes</h2><p>No mailbox has been listed yet.</p></section>'
    return
  }
  const byFrom = Map.groupBy(report.probes, ({ from }) => from.toLowerCase())
  const wide = report.checks.length <= mostColumns
  yield '<section>'
  for (const [purpose, heading] of purposes) {
    const listed = report.mailboxes.filter((mailbox) => mailbox.purpose === purpose)
    if (listed.length === 0) continue
    const { shown, lists } = mailboxesFor(listed, byFrom, report.checks.length, medium)
    const rows = shown.values().map((mailbox) => {
      const probes = byFrom.get(mailbox.address.toLowerCase()) ?? []
      const cells = wide
        ? report.checks.map((check) =>
            matrixCell(
              probes.filter((probe) => belongs(probe, check)),
              report,
            ),
          )
        : [
            report.checks
              .map(
                (check, index) => [letter(index), probes.filter((probe) => belongs(probe, check))] as const,
              )
              .filter(([, list]) => list.length > 0)
              .map(([name, list]) => `<strong>${name}</strong> ${matrixCell(list, report)}`)
              .join('<br>'),
          ]
      const none = report.checks.length === 0 ? ['<span class="soft">not sent</span>'] : cells
      return row([`${mono(mailbox.address)}${sub(whoSigns(mailbox, probes, report.timeZone))}`, ...none])
    })
    const heads =
      report.checks.length === 0
        ? [{ head: 'Message' }]
        : wide
          ? report.checks.map((check, index) => ({ head: columnHead(check, index, report.checks) }))
          : [{ head: 'Attempts' }]
    yield `<h2>${heading} (${listed.length})</h2>${purpose === 'sender' ? legend(report.checks) : ''}`
    if (shown.length > 0) yield* tableParts([{ head: 'Address', width: 38 }, ...heads], rows)
    yield* addressLists(lists)
  }
  yield* rest(report, medium)
  yield '</section>'
}

/** What was tried from addresses that are on no list any more: it happened, so it is shown. */
function* rest({ probes, mailboxes, timeZone }: Report, medium: Medium): Generator<string> {
  const listed = new Set(
    mailboxes.filter(({ purpose }) => purpose !== 'recipient').map(({ address }) => address.toLowerCase()),
  )
  const others = probes.filter(({ from }) => !listed.has(from.toLowerCase()))
  if (others.length === 0) return
  const { shown, left } = roomFor(others, medium)
  const rows = shown
    .values()
    .map((probe) =>
      row([
        mono(probe.from),
        `${escapeHtml(kindOfProbe[probe.transport])}, ${expectedWords(probe)}`,
        cell(probe, timeZone),
      ]),
    )
  yield `<h2>Also tried (${others.length})</h2>`
  yield* tableParts([{ head: 'Address', width: 38 }, { head: 'How' }, { head: 'What happened' }], rows)
  yield left
}

function legend(checks: readonly ReportCheck[]): string {
  if (checks.length < 2 && checks.every(({ why }) => why === null)) return ''
  const items = checks.map(
    (check, index) =>
      `<li><strong>${letter(index)}: ${escapeHtml(kindOfProbe[check.transport])}, ${expectedWords(check)}.</strong>${check.why === null ? '' : ` ${escapeHtml(check.why)}`}</li>`,
  )
  return `<ul class="legend">${items.join('')}</ul>`
}

const letter = (index: number) => String.fromCharCode(65 + (index % 26))

function columnHead(check: ReportCheck, index: number, all: readonly ReportCheck[]): string {
  return all.length === 1 && check.why === null ? 'Message' : `${letter(index)}: ${checkName(check)}`
}

function belongs(probe: Probe, { id, transport, expected }: ReportCheck): boolean {
  return probe.check === id && probe.transport === transport && probe.expected === expected
}

function matrixCell(probes: readonly Probe[], { timeZone }: Report): string {
  return probes.length === 0
    ? '<span class="soft">–</span>'
    : probes.map((probe) => cell(probe, timeZone)).join('<br>')
}

const signs = { good: '✓', bad: '✕', wait: '…' } as const

function cell(probe: Probe, timeZone: string): string {
  const mark = markOf(probe)
  const early = mark === 'wait' ? sub('may only be too early') : ''
  const notes = plainAttempt.notes(probe)
  const note =
    notes === null
      ? ''
      : `<span class="sub${probe.warning ? ' wait' : ''}">${probe.warning ? '⚠ ' : ''}${escapeHtml(notes)}</span>`
  const time =
    endedAsExpected(probe) && probe.receivedAt !== null ? ` ${clockTime(probe.receivedAt, timeZone)}` : ''
  return `<span class="${mark}">${signs[mark]} ${escapeHtml(outcomeWords(probe))}</span>${time}${early}${note}`
}

function whoSigns(
  { kind, address, authorisedAt, authorisedBy, signInAs, problem }: Report['mailboxes'][number],
  probes: readonly Probe[],
  timeZone: string,
): string {
  const what = escapeHtml(kindWords[kind] ?? kind)
  if (authorisedAt !== null)
    return `${what}, authorised ${escapeHtml(localTime(authorisedAt, timeZone, 'minutes'))}${same(address, authorisedBy ?? '') ? '' : ` by ${mono(authorisedBy ?? signInAs)}`}`
  if (probes.length > 0 && probes.every(({ transport }) => isAppOnly(transport) || isReading(transport)))
    return `${what}, nobody signs in for it`
  return `${what}, <span class="bad">not authorised</span>${problem === null ? '' : `: ${escapeHtml(problem)}`}`
}

/** Every message that was tried, how it is known by, and what the recipient saw of it. */
export function* proof({ probes, timeZone }: Report, medium: Medium): Generator<string> {
  const sent = probes.filter(({ transport }) => !isReading(transport))
  if (sent.length === 0) return
  const { shown, left } = messagesFor(sent, medium)
  const rows = shown.values().map((probe) => {
    const times = [
      ...(probe.startedAt === null ? [] : [`sent ${clockTime(probe.startedAt, timeZone)}`]),
      ...(probe.receivedAt === null
        ? []
        : [
            `${probe.receipt === 'confirmed' ? 'confirmed' : 'seen'} ${clockTime(probe.receivedAt, timeZone)}`,
          ]),
      ...(probe.ms === null ? [] : [`${probe.ms} ms`]),
      ...(probe.tries > 1 ? [`${probe.tries} attempts`] : []),
    ]
    const seen = [senderWords(probe), authenticationWords(probe)].flatMap((words) =>
      words === null ? [] : [sub(escapeHtml(words))],
    )
    return row([
      mono(probe.from),
      mono(probe.code),
      `${mono(probe.messageId.replace(/^<|>$/g, ''))}${sub(escapeHtml(times.join(', ')))}`,
      `${escapeHtml(receiptWords(probe))}${seen.join('')}`,
    ])
  })
  const columns = [
    { head: 'From', width: 25 },
    { head: 'Code', width: 9 },
    { head: 'Message-ID and times', width: 36 },
    { head: 'Receipt, and the sender as it was shown', width: 30 },
  ]
  yield '<section><h2>Proof, message by message</h2>'
  if (shown.length > 0) yield* tableParts(columns, rows)
  yield `${left}</section>`
}
