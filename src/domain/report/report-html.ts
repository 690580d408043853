/**
 * The report as one HTML file: no script, no other file, nothing fetched; reads well on screen and prints on A4.
 * Order of a reader's questions: is it proven, what was asked, what went wrong, what was done, what is not in here.
 */
import { serviceOf } from '../transport/transports.ts'
import { escapeHtml, oneLine } from '../text/escape.ts'
import { jsonParts } from '../text/json-parts.ts'
import type { Medium } from './html-paper.ts'
import { mono } from './html-parts.ts'
import { findings, matrix, proof } from './html-probes.ts'
import { changes, checklist, departures, whatEnds } from './html-work.ts'
import { count, same, wasLetIn } from './probe-words.ts'
import { verdictText } from './verdict-text.ts'
import { digestPlaceholder } from './report-file.ts'
import { pageStyle, reportStyle } from './report-style.ts'
import { clockTime, localTime, zoneName } from './report-time.ts'
import type { Report } from './report.ts'

/** In parts, none larger than a section without rows. The head, where the file's own digest goes, is in the first. */
export function* reportHtml(report: Report, medium: Medium = 'file'): Generator<string> {
  const { setup } = report
  const tenant = setup.tenantName ?? setup.tenantId ?? 'tenant not named'
  const title = `${setup.recipe.name}: proof of sending for ${tenant}`
  const made = `${localTime(report.generatedAt, report.timeZone, 'minutes')}, ${zoneName(report.generatedAt, report.timeZone)}`
  const by = report.generatedBy === null ? '' : ` by ${report.generatedBy}`
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Sendproof ${escapeHtml(report.app.version)}">
${report.integrity === null ? '' : `<meta name="sendproof-file" content="${digestPlaceholder}">\n`}<title>${escapeHtml(oneLine(title))}</title>
<style>${pageStyle(`${oneLine(setup.name)} - ${oneLine(tenant)}`, `Sendproof ${oneLine(report.app.version)} - ${made}`)}${reportStyle}</style>
</head>
<body>
<header><strong>Sendproof</strong><span>${escapeHtml(made)}</span></header>
<main>
<div class="title"><h1>${escapeHtml(setup.recipe.name)}</h1><p>Proof of sending for ${escapeHtml(tenant)}</p></div>
${verdict(report)}
${letIn(report)}${setup.practice ? '<p class="practice"><strong>Rehearsal.</strong> This setup ran against the built-in practice tenant. It says nothing about a real organisation.</p>' : ''}
<section class="brief" aria-label="In three sentences">${report.sentences.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('')}</section>
${counts(report)}
${subject(report)}
`
  yield* findings(report, medium)
  yield `\n${untried(report)}\n`
  yield* matrix(report, medium)
  yield '\n'
  yield* proof(report, medium)
  yield `
${checklist(report)}
${changes(report)}
${whatEnds(report)}
${departures(report.departures)}
${boundaries()}
`
  yield* integrity(report, medium)
  yield `
</main>
<footer>Written by Sendproof ${escapeHtml(report.app.version)} on ${escapeHtml(`${made}${by}`)}. All times are in ${escapeHtml(zoneName(report.generatedAt, report.timeZone))}. Setup “${escapeHtml(setup.name)}”, recipe ${escapeHtml(setup.recipe.id)} revision ${setup.recipe.revision}.</footer>
</body>
</html>
`
}

const marks = { proven: '✓', 'not-proven': '✕', 'not-run': '–' } as const

function verdict(report: Report): string {
  const [say, more] = verdictText(report)
  return `<section class="verdict ${report.verdict}" aria-label="Verdict"><div class="mark" aria-hidden="true">${marks[report.verdict]}</div><div><div class="say">${escapeHtml(say)}</div><p>${escapeHtml(more)}</p></div></section>`
}

function untried({ notTried }: Report): string {
  if (notTried.length === 0) return ''
  return `<section><h2>What was not tried (${notTried.length})</h2><ul>${notTried.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('')}</ul></section>`
}

/** The loudest line there is: who must be kept out was let in. */
function letIn({ probes }: Report): string {
  const inside = probes.filter(wasLetIn)
  if (inside.length === 0) return ''
  return `<section class="alarm" aria-label="Danger"><p><strong>DANGER: ${count(inside.length, 'attempt')} that must be refused ${inside.length === 1 ? 'was' : 'were'} let in.</strong> The application reaches mailboxes it was not given: ${inside
    .slice(0, 5)
    .map(({ from }) => mono(from))
    .join(', ')}${inside.length > 5 ? ` and ${inside.length - 5} more` : ''}.</p></section>`
}

function counts({ summary, run, probes }: Report): string {
  if (summary === null || run === null) return ''
  const wanted = probes.filter((probe) => probe.expected === 'refused' && probe.outcome === 'refused').length
  const cell = (value: number, words: string, kind = '') => `<li><b class="${kind}">${value}</b>${words}</li>`
  const refused = summary.refused - wanted
  return `<ul class="counts" aria-label="Messages">${cell(summary.planned, 'planned')}${cell(summary.accepted, 'accepted by the server')}${cell(summary.received, 'seen to arrive', summary.received > 0 ? 'good' : '')}${
    wanted > 0 && refused === 0
      ? cell(wanted, 'refused, as they must be', 'good')
      : cell(refused, 'refused by the server', refused > 0 ? 'bad' : '')
  }${cell(summary.unexpected, 'not as planned', summary.unexpected > 0 ? 'bad' : '')}</ul>`
}

function subject({ setup, run, timeZone, mailboxes: list, checks }: Report): string {
  const senders = list.filter((mailbox) => mailbox.purpose === 'sender')
  const delegated = senders.filter((mailbox) => !same(mailbox.address, mailbox.signInAs)).length
  const overSmtp = checks.length === 0 || checks.some(({ transport }) => serviceOf(transport) === 'smtp')
  const rows: [string, string][] = [
    ['Product', escapeHtml(setup.recipe.name)],
    [
      'Tenant',
      `${escapeHtml(setup.tenantName ?? 'not named')}${setup.tenantId === null ? '' : ` ${mono(setup.tenantId)}`}`,
    ],
    [
      'Registration',
      setup.clientId === null ? '<span class="soft">not registered yet</span>' : mono(setup.clientId),
    ],
    [
      'Cloud and server',
      `${escapeHtml(setup.cloud.name)}${overSmtp ? `, ${mono(setup.cloud.smtp)} with STARTTLS and XOAUTH2` : ''}`,
    ],
    [
      'Senders',
      `${count(senders.length, 'mailbox')}${delegated === 0 ? '' : `, ${delegated} of them through another person’s sign-in with Send As`}`,
    ],
  ]
  if (run !== null) {
    rows.push(['Messages went to', mono(run.to)])
    const ended = run.finishedAt === null ? 'not ended yet' : clockTime(run.finishedAt, timeZone)
    rows.push([
      'Run',
      `${escapeHtml(localTime(run.startedAt, timeZone))} to ${escapeHtml(ended)}, started by ${escapeHtml(run.startedBy)}`,
    ])
  }
  return `<section><h2>What was asked, and what proves it</h2>
<p>Can the product send through Microsoft 365 from each of its addresses? It is proven for an address when a message was handed over to Exchange Online with the sign-in, the server and the From address that the product will use, and when that very message, known by its Message-ID or by the six-character code in it, was seen in the mailbox it was sent to. Where a mailbox must be kept out, only a refusal by Microsoft 365 itself counts.</p>
<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')}</dl></section>`
}

function boundaries(): string {
  return `<section><h2>What is never in this report</h2><ul><li>Passwords, client secrets, certificates’ private keys, access tokens and refresh tokens. They stay in the keychain of the computer that ran the verification.</li><li>The content of any message but the test messages, which hold no confidential text.</li><li>Anything read from a mailbox beyond the test messages’ arrival. Nothing was deleted or changed in a mailbox.</li></ul><p class="soft">The report shows what was true at the time it names. A changed password, a new rule or an expired secret can end it later.</p></section>`
}

/** The digests, and the whole report as data: with both, a change is noticed. */
function* integrity(report: Report, medium: Medium): Generator<string> {
  if (report.integrity === null) return
  const rows: [string, string][] = [
    ['This report', mono(report.integrity.content)],
    ...report.integrity.runs.map(({ id, entries, head }): [string, string] => [
      `Journal, ${entries} ${entries === 1 ? 'entry' : 'entries'}`,
      `${mono(head)}<span class="sub">of run ${mono(id)}</span>`,
    ]),
  ]
  yield `<section class="integrity"><h2>How a change is noticed</h2><p>These SHA-256 digests belong to this report as it was written. “Check a report” in Sendproof, or its command <span class="mono">report --check FILE</span>, tells whether this file was changed afterwards. They do not tell who wrote it: nothing here is signed.</p><dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')}</dl>`
  if (medium === 'file') yield* data(report)
  yield '</section>'
}

/** For `report --check`; on paper nobody reads it. */
function* data(report: Report): Generator<string> {
  yield '<div hidden data-sendproof-report="'
  for (const part of jsonParts(report)) yield attribute(part)
  yield '"></div>'
}

/** For an attribute in double quotes, so that reading it back gives the very same text. */
function attribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(
      /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
}
