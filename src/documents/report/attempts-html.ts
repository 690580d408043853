/** The report's sections about what was tried: what went wrong, the matrix, and the proof message by message. */
import type { Candidate, Remedy } from '../../domain/diagnosis/diagnosis.schema.ts'
import { findingsOf, markOf, wasLetIn } from '../../domain/report/findings.ts'
import { isAppOnly, isReading } from '../../domain/transport/transports.ts'
import { sayChange, sayNotes, sayReply } from '../../words/say-attempt.ts'
import type { Words } from '../../words/words.ts'
import type { Probe } from '../../domain/run/run.schema.ts'
import { endedAsExpected } from '../../domain/run/probe-outcome.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { facts, markup, mono, nothing, row, soft, sub, tableParts, type Markup } from '../paper/markup.ts'
import { addressLists, mailboxesFor, messagesFor, roomFor, type Medium } from './cut.ts'
import { same, senderWords, timesOf, type ReportDocument } from './report-document.ts'

type Check = ReportDocument['checks'][number]
type MailboxLine = ReportDocument['mailboxes'][number]

export function* findings(
  report: ReportDocument,
  medium: Medium,
  language: DocumentLanguage,
): Generator<Markup> {
  const wrong = findingsOf(report.probes)
  if (wrong.length === 0) return
  yield markup`<section><h2>${language.words.report.findings(wrong.length)}</h2>`
  const { shown, left } = roomFor(wrong, medium, language)
  for (const probe of shown)
    yield markup`${finding(probe, report, language)}
`
  yield markup`${left}</section>`
}

function finding(probe: Probe, report: ReportDocument, language: DocumentLanguage): Markup {
  const { words } = language
  const { terms, reportAttempts, report: say } = words
  const [cause, ...others] = probe.diagnosis?.candidates ?? []
  const loud = wasLetIn(probe)
  const heading = loud ? say.gotIn(probe.from) : (cause?.title ?? reportAttempts.outcome(probe))
  const where =
    probe.stage === null || probe.outcome === 'accepted' ? '' : ` (${reportAttempts.stage(probe.stage)})`
  const rows: (readonly [string, string | Markup])[] = [
    [say.from, mono(probe.from)],
    ...(signsInAs(probe) ? [[say.signedInAs, mono(probe.mailbox)] as const] : []),
    [say.how, terms.transports[probe.transport]],
    [say.mustBe, reportAttempts.expected(probe)],
    [
      say.happened,
      markup`<span class="bad">${reportAttempts.outcome(probe)}</span>${soft(where)}${importedMark(probe, report, language)}`,
    ],
    ...(probe.outcome === 'accepted' && !isReading(probe.transport)
      ? [[say.messageId, mono(bareId(probe))] as const]
      : []),
  ]
  const classes = `finding${loud ? ' loud' : ''}${probe.tooEarly === null ? '' : ' early'}`
  return markup`<article class="${classes}"><h3>${heading}</h3>
<div class="what-was">${facts(rows)}</div>
${reply(probe, words)}${note(probe, words)}${returned(probe, report, language)}${tooEarly(probe, report, language)}${loud ? markup`<p>${say.reachesTooFar}</p>` : nothing}${
    cause === undefined
      ? loud || !wantsExplaining(probe)
        ? nothing
        : markup`<p>${isImported(probe, report) ? say.importedReply : say.unknownReply}</p>`
      : causeText(cause, language)
  }${
    others.length === 0
      ? nothing
      : sub(
          [say.alsoPossible(others.map(({ title }) => title)), ...(probe.diagnosis?.questions ?? [])].join(
            ' ',
          ),
        )
  }</article>`
}

/** A reply that says “yes” is no error, whatever became of the message afterwards. */
const wantsExplaining = ({ reply, outcome }: Probe) => reply !== null && outcome !== 'accepted'

/** Where the application signs in by itself, the mailbox it acts on signs nobody in. */
const signsInAs = ({ from, mailbox, transport }: Probe) => !isAppOnly(transport) && !same(from, mailbox)

const bareId = ({ messageId }: Probe) => messageId.replace(/^<|>$/g, '')

function reply(probe: Probe, words: Words): Markup {
  const said = sayReply(words, probe, 'window')
  return said === null ? nothing : markup`<code class="reply">${said}</code>`
}

function note(probe: Probe, words: Words): Markup {
  const said = sayNotes(words, probe)
  return said === null ? nothing : markup`<p>${said}</p>`
}

function returned({ returned: back }: Probe, report: ReportDocument, language: DocumentLanguage): Markup {
  if (back === null) return nothing
  const when = timesOf(report, language).seconds(back.at)
  return markup`<p><strong>${language.words.report.cameBack(when, back.status)}</strong></p><code class="reply">${back.text}</code>`
}

function tooEarly({ tooEarly: wait }: Probe, report: ReportDocument, language: DocumentLanguage): Markup {
  if (wait === null) return nothing
  const { minutes } = timesOf(report, language)
  const { report: say } = language.words
  return markup`<p class="wait"><strong>${say.tooEarly}</strong> ${say.tooEarlyHow(sayChange(language.words, wait.because), minutes(wait.since), minutes(wait.until))}</p>`
}

function causeText(cause: Candidate, language: DocumentLanguage): Markup {
  return markup`<div class="cause"><p>${cause.explanation}</p>${cause.remedies.map((remedy) => remedyText(remedy, language))}</div>`
}

function remedyText(remedy: Remedy, { words }: DocumentLanguage): Markup {
  return markup`<div class="remedy"><p><strong>${words.report.remedyFor(remedy.role)}</strong> ${remedy.text}</p>${
    remedy.portal.length === 0 ? nothing : markup`<p class="sub">${remedy.portal.join(' › ')}</p>`
  }${remedy.command === undefined ? nothing : markup`<p><code>${remedy.command}</code></p>`}</div>`
}

/** More columns than this do not fit on A4; then each attempt gets a line of its own. */
const mostColumns = 4

/** One row a mailbox, one column a kind of attempt. */
export function* matrix(
  report: ReportDocument,
  medium: Medium,
  language: DocumentLanguage,
): Generator<Markup> {
  const { report: say } = language.words
  const listedAs = (purpose: string) => report.mailboxes.filter((mailbox) => mailbox.purpose === purpose)
  const senders = listedAs('sender')
  if (senders.length === 0 && report.probes.length === 0) {
    yield markup`<section><h2>${say.mailboxes}</h2><p>${say.noMailboxes}</p></section>`
    return
  }
  const byFrom = Map.groupBy(report.probes, ({ from }) => from.toLowerCase())
  yield markup`<section>`
  for (const [listed, title] of [
    [senders, say.mailboxesTitle],
    [listedAs('calendar'), say.calendarTitle],
    [listedAs('outside'), say.blockedTitle],
  ] as const) {
    if (listed.length === 0) continue
    const { shown, lists } = mailboxesFor(listed, byFrom, report.checks.length, medium)
    yield markup`<h2>${title(listed.length)}</h2>${listed === senders ? legend(report.checks, language) : nothing}`
    if (shown.length > 0)
      yield* tableParts(
        // one column leaves room for who signed in and when, on one line
        [
          { head: say.address, width: report.checks.length < 2 ? 55 : 38 },
          ...columnsOf(report.checks, language),
        ],
        shown.values().map((mailbox) => matrixRow(mailbox, byFrom, report, language)),
      )
    yield* addressLists(lists, language)
  }
  yield* others(report, medium, language)
  yield markup`</section>`
}

function columnsOf(checks: readonly Check[], { words }: DocumentLanguage): { head: string }[] {
  const { report: say, reportAttempts } = words
  if (checks.length === 0) return [{ head: say.message }]
  if (checks.length > mostColumns) return [{ head: say.attempts }]
  const [only] = checks
  if (only !== undefined && checks.length === 1 && only.why === null) return [{ head: say.message }]
  return checks.map((check, index) => ({ head: `${letter(index)}: ${reportAttempts.column(check)}` }))
}

function matrixRow(
  mailbox: MailboxLine,
  byFrom: ReadonlyMap<string, readonly Probe[]>,
  report: ReportDocument,
  language: DocumentLanguage,
): Markup {
  const { checks } = report
  const probes = byFrom.get(mailbox.address.toLowerCase()) ?? []
  const of = (check: Check) => probes.filter((probe) => belongs(probe, check))
  const cells = (list: readonly Probe[]) =>
    list.length === 0 ? soft('–') : joined(list.map((probe) => cell(probe, report, language)))
  const head = markup`${mono(mailbox.address)}${sub(whoSigns(mailbox, report, language))}`
  if (checks.length === 0) return row([head, soft(language.words.report.notSent)])
  if (checks.length <= mostColumns) return row([head, ...checks.map((check) => cells(of(check)))])
  const tried = checks
    .map((check, index) => [letter(index), of(check)] as const)
    .filter(([, list]) => list.length > 0)
  return row([head, joined(tried.map(([name, list]) => markup`<strong>${name}</strong> ${cells(list)}`))])
}

const joined = (lines: readonly Markup[]) =>
  markup`${lines.map((line, index) => (index === 0 ? line : markup`<br>${line}`))}`

/** What was tried from addresses that are on no list any more: it happened, so it is shown. */
function* others(report: ReportDocument, medium: Medium, language: DocumentLanguage): Generator<Markup> {
  const { report: say, terms, reportAttempts } = language.words
  const listed = new Set(
    report.mailboxes
      .filter(({ purpose }) => purpose !== 'recipient')
      .map(({ address }) => address.toLowerCase()),
  )
  const unlisted = report.probes.filter(({ from }) => !listed.has(from.toLowerCase()))
  if (unlisted.length === 0) return
  const { shown, left } = roomFor(unlisted, medium, language)
  yield markup`<h2>${say.alsoTried(unlisted.length)}</h2>`
  yield* tableParts(
    [{ head: say.address, width: 38 }, { head: say.how }, { head: say.happened }],
    shown
      .values()
      .map((probe) =>
        row([
          mono(probe.from),
          `${terms.transports[probe.transport]}, ${reportAttempts.expected(probe)}`,
          cell(probe, report, language),
        ]),
      ),
  )
  yield left
}

function legend(checks: readonly Check[], { words }: DocumentLanguage): Markup {
  if (checks.length < 2 && checks.every(({ why }) => why === null)) return nothing
  const items = checks.map(
    (check, index) =>
      markup`<li><strong>${words.report.checkTitle(letter(index), words.terms.transports[check.transport], words.reportAttempts.expected(check))}</strong> ${check.why ?? ''}</li>`,
  )
  return markup`<ul class="legend">${items}</ul>`
}

const letter = (index: number) => String.fromCharCode(65 + (index % 26))

function belongs(probe: Probe, { id, transport, expected }: Check): boolean {
  return probe.check === id && probe.transport === transport && probe.expected === expected
}

const signs = { good: '✓', warn: '⚠', bad: '✕', wait: '…' } as const

function cell(probe: Probe, report: ReportDocument, language: DocumentLanguage): Markup {
  const { reportAttempts } = language.words
  const mark = markOf(probe)
  const time =
    endedAsExpected(probe) && probe.receivedAt !== null
      ? ` ${timesOf(report, language).clock(probe.receivedAt)}`
      : ''
  const notes = sayNotes(language.words, probe)
  const said =
    notes === null ? nothing : markup`<span class="sub${probe.warning ? ' wait' : ''}">${notes}</span>`
  return markup`<span class="${mark}">${signs[mark]} ${reportAttempts.outcome(probe)}</span>${time}${mark === 'wait' ? sub(reportAttempts.tooEarlyMark) : nothing}${said}${importedMark(probe, report, language)}`
}

function isImported({ runId }: Probe, { imported }: ReportDocument): boolean {
  return imported.some(({ run }) => run === runId)
}

function importedMark(probe: Probe, report: ReportDocument, { words }: DocumentLanguage): Markup {
  return isImported(probe, report)
    ? markup` <span class="tag wait">${words.report.importedMark}</span>`
    : nothing
}

function whoSigns(mailbox: MailboxLine, report: ReportDocument, language: DocumentLanguage): string | Markup {
  const { terms, report: say } = language.words
  const { kind, address, authorisedAt, authorisedBy, signInAs, problem, purpose } = mailbox
  // what a file says is a kind this version may not know
  const what = isKnown(kind, terms.mailboxKinds) ? terms.mailboxKindInSentence(kind) : kind
  if (!report.peopleSignIn || purpose === 'outside' || purpose === 'calendar') return say.noSignIn(what)
  if (authorisedAt === null)
    return markup`<span class="bad">${say.notAuthorised(what)}</span>${problem === null ? nothing : `: ${problem}`}`
  const when = timesOf(report, language).minutes(authorisedAt)
  if (problem !== null) return markup`<span class="bad">${say.signInStopped(what, when)}</span>: ${problem}`
  const signedIn = same(address, authorisedBy ?? '')
    ? say.authorised(what, when)
    : say.authorisedBy(what, authorisedBy ?? signInAs, when)
  return signedIn
}

function isKnown<T extends object>(name: string, names: T): name is string & keyof T {
  return Object.hasOwn(names, name)
}

/** Every message that was tried, how it is known by, and what the recipient saw of it. */
export function* proof(
  report: ReportDocument,
  medium: Medium,
  language: DocumentLanguage,
): Generator<Markup> {
  const sent = report.probes.filter(({ transport }) => !isReading(transport))
  if (sent.length === 0) return
  const { report: say } = language.words
  const { shown, left } = messagesFor(sent, medium, language)
  const columns = [
    { head: say.from, width: 25 },
    { head: say.code, width: 9 },
    { head: say.messageIdAndTimes, width: 36 },
    { head: say.receipt, width: 30 },
  ]
  yield markup`<section><h2>${say.proof}</h2>`
  if (shown.length > 0)
    yield* tableParts(
      columns,
      shown.values().map((probe) => proofRow(probe, report, language)),
    )
  yield markup`${left}</section>`
}

function proofRow(probe: Probe, report: ReportDocument, language: DocumentLanguage): Markup {
  const { words } = language
  const { reportAttempts } = words
  const { clock } = timesOf(report, language)
  const times = [
    probe.startedAt === null ? null : reportAttempts.sentAt(clock(probe.startedAt)),
    probe.receivedAt === null
      ? null
      : probe.receipt === 'confirmed'
        ? reportAttempts.confirmedAt(clock(probe.receivedAt))
        : reportAttempts.seenAt(clock(probe.receivedAt)),
    probe.ms === null ? null : reportAttempts.took(probe.ms),
    probe.tries > 1 ? reportAttempts.tries(probe.tries) : null,
  ].filter((time) => time !== null)
  const seen = [
    senderWords(words, probe),
    probe.authentication === null ? null : reportAttempts.authentication(probe.authentication),
  ].flatMap((text) => (text === null || text === '' ? [] : [sub(text)]))
  const back =
    probe.returned === null
      ? nothing
      : markup`<span class="sub bad">${[probe.returned.status, probe.returned.text].filter((part) => part !== null).join(' ')}</span>`
  return row([
    mono(probe.from),
    mono(probe.code),
    markup`${mono(bareId(probe))}${sub(times.join(', '))}`,
    markup`${reportAttempts.receipt(probe)}${seen}${back}${importedMark(probe, report, language)}`,
  ])
}
