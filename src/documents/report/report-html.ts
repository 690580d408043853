/**
 * The report as one HTML file: no script, no other file, nothing fetched; reads well on screen and prints on A4. What
 * is saved, what the Report page shows and what is printed are this.
 * Order of a reader's questions: is it proven, what was asked, what went wrong, what was done, what is not in here.
 */
import { wasLetIn } from '../../domain/report/findings.ts'
import { oneLine } from '../../domain/text/escape.ts'
import { jsonParts } from '../../domain/text/json-parts.ts'
import { localeOf, wordsFor } from '../../words/words.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { documentStyle, pageStyle } from '../paper/document-style.ts'
import {
  documentHead,
  facts,
  markup,
  mono,
  nothing,
  section,
  soft,
  sub,
  texts,
  type Markup,
} from '../paper/markup.ts'
import { zoneName } from '../paper/times.ts'
import { findings, matrix, proof } from './attempts-html.ts'
import { isCut, type Medium } from './cut.ts'
import { same, timesOf, verdictCounts, type ReportDocument } from './report-document.ts'
import { changes, checklist, departures, whatExpires } from './work-html.ts'

/** Stands where the file's own digest goes while that is counted. */
export const digestPlaceholder = `sha256-${'0'.repeat(64)}`

/** In parts, none larger than a section without rows. The head, where the file's own digest goes, is in the first. */
export function reportHtml(report: ReportDocument, medium: Medium = 'file'): Iterable<string> {
  const language = { words: wordsFor(report.language), locale: localeOf(report.language) }
  return texts(parts(report, medium, language))
}

function* parts(report: ReportDocument, medium: Medium, language: DocumentLanguage): Generator<Markup> {
  const { setup } = report
  const { report: say } = language.words
  const tenant = setup.tenantName ?? setup.tenantId ?? say.tenantNotNamed
  const zone = zoneName(report.generatedAt, report.timeZone)
  const made = `${timesOf(report, language).minutes(report.generatedAt)}, ${zone}`
  const cut = isCut(report, medium)
  yield documentHead({
    language: language.locale,
    generator: `Sendproof ${report.app.version}`,
    title: oneLine(say.title(setup.recipe.name, tenant)),
    // a document that is cut is no file that could be checked
    marks:
      report.integrity === null || cut
        ? []
        : [
            markup`<meta name="sendproof-file" content="${digestPlaceholder}">
`,
          ],
    style: `${pageStyle(
      `${oneLine(setup.name)} - ${oneLine(tenant)}`,
      `Sendproof ${oneLine(report.app.version)} - ${made}`,
      (number, of) => say.page(number, of),
    )}${documentStyle}`,
  })
  yield markup`<header><strong>Sendproof</strong><span>${made}</span></header>
<main>
<div class="title"><h1>${setup.recipe.name}</h1><p>${say.subtitle(setup.name, tenant)}</p></div>
${cut ? box('shortened', say.cut.title, say.cut.how) : nothing}${verdict(report, language)}
${letIn(report, language)}${imported(report, language)}${clockSetBack(report, language)}${setup.practice ? box('practice', say.rehearsal, say.rehearsalHow) : nothing}
<section class="brief" aria-label="${say.briefLabel}">${report.sentences.map((sentence) => markup`<p>${sentence}</p>`)}</section>
${counts(report, language)}
${subject(report, language)}
`
  yield* findings(report, medium, language)
  yield markup`
${untried(report, language)}
`
  yield* matrix(report, medium, language)
  yield markup`
`
  yield* proof(report, medium, language)
  yield markup`
${checklist(report, language)}
${changes(report, language)}
${whatExpires(report, language)}
${departures(report.departures, language)}
${section(say.never, markup`<ul>${say.neverList.map((line) => markup`<li>${line}</li>`)}</ul><p class="soft">${say.neverNote}</p>`)}
`
  yield* integrity(report, language, !cut)
  yield markup`
</main>
<footer>${say.foot(report.app.version, made, report.generatedBy)} ${say.footTimes(zone)} ${say.footSetup(setup.name, setup.recipe.id, setup.recipe.revision)}</footer>
</body>
</html>
`
}

const box = (kind: string, title: string, how: string) =>
  markup`<p class="${kind}"><strong>${title}</strong> ${how}</p>
`

const marks = { proven: '✓', 'not-proven': '✕', 'not-run': '–' } as const

function verdict(report: ReportDocument, { words }: DocumentLanguage): Markup {
  const { report: say } = words
  const known = verdictCounts(report)
  return markup`<section class="verdict ${report.verdict}" aria-label="${say.verdictLabel}"><div class="mark" aria-hidden="true">${marks[report.verdict]}</div><div><div class="say">${say.verdictTitle(report.verdict, known)}</div><p>${say.verdictWhy(report.verdict, known, report.refusal)}</p></div></section>`
}

/** The loudest line there is: who must be blocked got in. */
function letIn({ probes }: ReportDocument, { words: { report: say } }: DocumentLanguage): Markup {
  const inside = probes.filter(wasLetIn)
  if (inside.length === 0) return nothing
  const first = inside.slice(0, 5).map(({ from }) => from)
  return markup`<section class="alarm" aria-label="${say.danger}"><p><strong>${say.danger}:</strong> ${say.letIn(inside.length, first)}</p></section>
`
}

function imported(report: ReportDocument, language: DocumentLanguage): Markup {
  const [latest] = report.imported.map(({ at }) => at).sort((a, b) => (a < b ? 1 : -1))
  if (latest === undefined) return nothing
  const { report: say } = language.words
  const when = timesOf(report, language).minutes(latest)
  return box('imported', say.imported, say.importedHow(report.imported.length, when))
}

function clockSetBack(report: ReportDocument, language: DocumentLanguage): Markup {
  if (report.clockSetBack === null) return nothing
  const { report: say } = language.words
  return box('imported', say.clock, say.clockHow(timesOf(report, language).minutes(report.clockSetBack)))
}

function untried({ notTried }: ReportDocument, { words }: DocumentLanguage): Markup {
  if (notTried.length === 0) return nothing
  return section(
    words.report.notTriedTitle(notTried.length),
    markup`<ul>${notTried.map((sentence) => markup`<li>${sentence}</li>`)}</ul>`,
  )
}

function counts({ summary, run, probes }: ReportDocument, { words }: DocumentLanguage): Markup {
  if (summary === null || run === null) return nothing
  const { counts: say, countsLabel } = words.report
  const wanted = probes.filter((probe) => probe.expected === 'refused' && probe.outcome === 'refused').length
  const refused = summary.refused - wanted
  const untriedYet = probes.filter(({ outcome }) => outcome === null).length
  const cell = (value: number, label: string, kind = '') =>
    markup`<li><b class="${kind}">${value}</b>${label}</li>`
  return markup`<ul class="counts" aria-label="${countsLabel}">${cell(summary.planned, say.planned)}${cell(summary.accepted, say.accepted)}${cell(summary.received, say.received, summary.received > 0 ? 'good' : '')}${
    wanted > 0 && refused === 0
      ? cell(wanted, say.refusedGood, 'good')
      : cell(refused, say.refused, refused > 0 ? 'bad' : '')
  }${
    // what was stopped before its turn has not failed
    untriedYet > 0 && untriedYet === summary.unexpected
      ? cell(untriedYet, say.untried, 'warn')
      : cell(summary.unexpected, say.unexpected, summary.unexpected > 0 ? 'bad' : '')
  }</ul>`
}

function subject(report: ReportDocument, language: DocumentLanguage): Markup {
  const { setup, run, mailboxes, checks, peopleSignIn } = report
  const { report: say } = language.words
  const { seconds, clock } = timesOf(report, language)
  const senders = mailboxes.filter((mailbox) => mailbox.purpose === 'sender')
  // where nobody signs in, nobody signs in for another
  const delegated = peopleSignIn
    ? senders.filter(({ address, signInAs }) => signInAs !== '' && !same(address, signInAs)).length
    : 0
  const overSmtp = checks.some(({ transport }) => transport.startsWith('smtp'))
  const rows: (readonly [string, string | Markup])[] = [
    [say.facts.product, setup.recipe.name],
    [
      say.facts.tenant,
      markup`${setup.tenantName ?? say.notNamed}${setup.tenantId === null ? nothing : markup` ${mono(setup.tenantId)}`}`,
    ],
    [say.facts.registration, setup.clientId === null ? soft(say.notRegistered) : mono(setup.clientId)],
    [say.facts.cloud, setup.cloud.name],
    ...(overSmtp
      ? [[say.facts.server, markup`${mono(setup.cloud.smtp)} ${soft(say.encrypted)}`] as const]
      : []),
    [say.facts.senders, say.senders(senders.length, delegated, peopleSignIn)],
    ...(run === null
      ? []
      : [
          [say.facts.recipient, mono(run.to)] as const,
          [
            say.facts.run,
            say.ran(
              seconds(run.startedAt),
              run.finishedAt === null ? null : clock(run.finishedAt),
              run.startedBy,
            ),
          ] as const,
        ]),
  ]
  return section(
    say.question,
    markup`<p>${say.questionHow}</p>
`,
    facts(rows),
  )
}

/** The digests, and in a whole report all of it as data: with both, a change is noticed. */
function* integrity(report: ReportDocument, { words }: DocumentLanguage, whole: boolean): Generator<Markup> {
  if (report.integrity === null) return
  const { report: say } = words
  const rows: (readonly [string, Markup])[] = [
    [say.thisReport, mono(report.integrity.content)],
    ...report.integrity.runs.map(
      ({ id, entries, head }) =>
        [say.journal(entries), markup`${mono(head)}${sub(markup`${say.ofRun} ${mono(id)}`)}`] as const,
    ),
  ]
  yield markup`<section class="integrity"><h2>${say.integrity}</h2><p>${say.integrityHow}</p>${facts(rows)}`
  if (whole) yield* data(report)
  yield markup`</section>`
}

/** For `report --check`; nobody reads it. */
function* data(report: ReportDocument): Generator<Markup> {
  yield markup`<div hidden data-sendproof-report="`
  for (const part of jsonParts(report)) yield markup`${visible(part)}`
  yield markup`"></div>`
}

/** JSON that says the same with nothing invisible in it, so that reading it back gives the very same text. */
function visible(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
