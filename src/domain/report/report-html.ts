/**
 * The report as one HTML file: no script, no other file, nothing fetched; reads well on screen and prints on A4.
 * Order of a reader's questions: is it proven, what was asked, what went wrong, what was done, what is not in here.
 */
import { stages, type ManualNote } from '../recipe/recipe.ts'
import { endedAsExpected, type Probe } from '../run/run.ts'
import type { Candidate, Remedy } from '../diagnosis/diagnosis.ts'
import { escapeHtml, oneLine } from '../text/escape.ts'
import type { Report } from './report.ts'
import { pageStyle, reportStyle } from './report-style.ts'
import {
  kindWords,
  outcomeWords,
  receiptWords,
  roleWords,
  stageNames,
  stageWords,
  stateClass,
  stateWords,
} from './report-words.ts'
import { clockTime, localTime, zoneName } from './report-time.ts'

export function renderReportHtml(report: Report): string {
  const { setup } = report
  const tenant = setup.tenantName ?? setup.tenantId ?? 'tenant not named'
  const title = `${setup.recipe.name}: proof of sending for ${tenant}`
  const made = `${localTime(report.generatedAt, report.timeZone, 'minutes')}, ${zoneName(report.generatedAt, report.timeZone)}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Sendproof ${escapeHtml(report.app.version)}">
<title>${escapeHtml(oneLine(title))}</title>
<style>${pageStyle(`${oneLine(setup.name)} - ${oneLine(tenant)}`, `Sendproof ${oneLine(report.app.version)} - ${made}`)}${reportStyle}</style>
</head>
<body>
<header><strong>Sendproof</strong><span>${escapeHtml(made)}</span></header>
<main>
<div class="title"><h1>${escapeHtml(setup.recipe.name)}</h1><p>Proof of sending for ${escapeHtml(tenant)}</p></div>
${verdict(report)}
${setup.practice ? '<p class="practice"><strong>Rehearsal.</strong> This setup ran against the built-in practice tenant. It says nothing about a real organisation.</p>' : ''}
${counts(report)}
${subject(report)}
${findings(report)}
${mailboxes(report)}
${proof(report)}
${checklist(report)}
${departures(report.departures)}
${boundaries()}
</main>
<footer>Written by Sendproof ${escapeHtml(report.app.version)} on ${escapeHtml(made)}. All times are in ${escapeHtml(zoneName(report.generatedAt, report.timeZone))}. Setup “${escapeHtml(setup.name)}”, recipe ${escapeHtml(setup.recipe.id)} revision ${setup.recipe.revision}.</footer>
</body>
</html>
`
}

const marks = { proven: '✓', 'not-proven': '✕', 'not-run': '–' } as const

function verdict(report: Report): string {
  const [say, more] = verdictText(report)
  return `<section class="verdict ${report.verdict}" aria-label="Verdict"><div class="mark" aria-hidden="true">${marks[report.verdict]}</div><div><div class="say">${escapeHtml(say)}</div><p>${escapeHtml(more)}</p></div></section>`
}

/** The verdict in one line, and one sentence on what it rests on. */
export function verdictText(report: Report): readonly [string, string] {
  const { summary, verdict: kind, run } = report
  if (kind === 'not-run' || summary === null || run === null)
    return [
      'Not verified yet',
      'No message has been sent so far. This report shows how far the setup has come.',
    ]
  const proven = report.probes.filter(endedAsExpected).length
  if (kind === 'proven')
    return [
      `Proven: ${proven} of ${count(summary.planned, 'message')} sent and received`,
      'Each one left over the way the product will use, with the mailbox’s own sign-in, and was found where it should arrive.',
    ]
  const open = summary.planned - proven
  const untried = report.mailboxes.filter(
    (mailbox) =>
      mailbox.purpose === 'sender' && !report.probes.some((probe) => same(probe.from, mailbox.address)),
  ).length
  const rest = [
    ...(open > 0
      ? [`${count(open, 'message')} did not end as planned; the causes and what to do follow below.`]
      : []),
    ...(untried > 0
      ? [`${count(untried, 'mailbox')} of this setup ${untried === 1 ? 'was' : 'were'} not tried.`]
      : []),
  ]
  return [`Not proven: ${proven} of ${count(summary.planned, 'message')} sent and received`, rest.join(' ')]
}

function counts({ summary, run }: Report): string {
  if (summary === null || run === null) return ''
  const cell = (value: number, words: string, kind = '') => `<li><b class="${kind}">${value}</b>${words}</li>`
  return `<ul class="counts" aria-label="Messages">${cell(summary.planned, 'planned')}${cell(summary.accepted, 'accepted by the server')}${cell(summary.received, 'seen to arrive', summary.received > 0 ? 'good' : '')}${cell(summary.refused, 'refused by the server', summary.refused > 0 ? 'bad' : '')}${cell(summary.unexpected, 'not as planned', summary.unexpected > 0 ? 'bad' : '')}</ul>`
}

function subject({ setup, run, timeZone, mailboxes: list }: Report): string {
  const senders = list.filter((mailbox) => mailbox.purpose === 'sender')
  const delegated = senders.filter((mailbox) => !same(mailbox.address, mailbox.signInAs)).length
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
      `${escapeHtml(setup.cloud.name)}, ${mono(setup.cloud.smtp)} with STARTTLS and XOAUTH2`,
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
<p>Can the product send through Microsoft 365 from each of its addresses? It is proven for an address when a message was handed over to Exchange Online with the sign-in, the server and the From address that the product will use, and when that very message, known by its Message-ID or by the six-character code in it, was seen in the mailbox it was sent to.</p>
<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')}</dl></section>`
}

function findings(report: Report): string {
  const wrong = report.probes.filter((probe) => !endedAsExpected(probe))
  if (wrong.length === 0) return ''
  return `<section><h2>What did not work (${wrong.length})</h2>${wrong.map((probe) => finding(probe)).join('\n')}</section>`
}

function finding(probe: Probe): string {
  const [cause, ...others] = probe.diagnosis?.candidates ?? []
  const heading = cause === undefined ? outcomeWords(probe) : cause.title
  const also =
    others.length === 0
      ? ''
      : `<p class="sub">Also possible: ${others.map((one) => escapeHtml(lowerFirst(one.title))).join('; ')}.${(probe.diagnosis?.questions ?? []).map((question) => ` ${escapeHtml(question)}`).join('')}</p>`
  const reply = probe.reply === null ? '' : `<code class="reply">${escapeHtml(probe.reply)}</code>`
  return `<article class="finding"><h3>${escapeHtml(heading)}</h3>
<p>From ${mono(probe.from)}${same(probe.from, probe.mailbox) ? '' : `, signed in as ${mono(probe.mailbox)}`}: <span class="bad">${escapeHtml(outcomeWords(probe))}</span>${probe.stage === null ? '' : ` <span class="soft">(${escapeHtml(stageWords[probe.stage] ?? probe.stage)})</span>`}</p>
${reply}${cause === undefined ? '<p>Nothing in the catalogue explains this text. Keep the reply above for support.</p>' : causeText(cause)}${also}</article>`
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

function mailboxes({ mailboxes: list, timeZone, probes }: Report): string {
  const senders = list.filter((mailbox) => mailbox.purpose === 'sender')
  if (senders.length === 0)
    return '<section><h2>Mailboxes</h2><p>No mailbox has been listed yet.</p></section>'
  const rows = senders.map((mailbox) => {
    const probe = probes.find((one) => same(one.from, mailbox.address))
    const signedIn =
      mailbox.authorisedAt === null
        ? `<span class="bad">not authorised</span>${mailbox.problem === null ? '' : `<span class="sub">${escapeHtml(mailbox.problem)}</span>`}`
        : `${escapeHtml(localTime(mailbox.authorisedAt, timeZone, 'minutes'))}${same(mailbox.address, mailbox.authorisedBy ?? '') ? '' : `<span class="sub">by ${mono(mailbox.authorisedBy ?? mailbox.signInAs)}</span>`}`
    return `<tr><th scope="row">${mono(mailbox.address)}</th><td>${escapeHtml(kindWords[mailbox.kind] ?? mailbox.kind)}</td><td>${signedIn}</td><td>${probe === undefined ? '<span class="soft">not sent</span>' : resultCell(probe, timeZone)}</td></tr>`
  })
  return `<section><h2>Mailboxes (${senders.length})</h2><table><thead><tr><th scope="col">Address</th><th scope="col">Kind</th><th scope="col">Authorised</th><th scope="col">Message</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`
}

function resultCell(probe: Probe, timeZone: string): string {
  if (endedAsExpected(probe))
    return `<span class="good">✓ ${escapeHtml(outcomeWords(probe))}</span>${probe.receivedAt === null ? '' : ` ${clockTime(probe.receivedAt, timeZone)}`}`
  return `<span class="bad">✕ ${escapeHtml(outcomeWords(probe))}</span>`
}

function proof({ probes, timeZone }: Report): string {
  if (probes.length === 0) return ''
  const rows = probes.map((probe) => {
    const seen =
      probe.seenSender !== null && !same(probe.seenSender, probe.seenFrom ?? '')
        ? `<span class="sub">sender shown: ${mono(probe.seenSender)}</span>`
        : ''
    const times = [
      ...(probe.startedAt === null ? [] : [`sent ${clockTime(probe.startedAt, timeZone)}`]),
      ...(probe.receivedAt === null
        ? []
        : [
            `${probe.receipt === 'confirmed' ? 'confirmed' : 'seen'} ${clockTime(probe.receivedAt, timeZone)}`,
          ]),
      ...(probe.ms === null ? [] : [`${probe.ms} ms`]),
    ]
    return `<tr><th scope="row">${mono(probe.from)}${seen}</th><td class="nobreak">${mono(probe.code)}</td><td>${mono(probe.messageId.replace(/^<|>$/g, ''))}<span class="sub">${escapeHtml(times.join(', '))}</span></td><td>${escapeHtml(receiptWords(probe))}</td></tr>`
  })
  return `<section><h2>Proof, message by message</h2><table class="fixed"><colgroup><col style="width:32%"><col style="width:9%"><col style="width:42%"><col style="width:17%"></colgroup><thead><tr><th scope="col">From</th><th scope="col">Code</th><th scope="col">Message-ID and times</th><th scope="col">Receipt</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`
}

function checklist({ steps, timeZone }: Report): string {
  const rows = stages.flatMap((stage) => {
    const list = steps.list.filter((step) => step.stage === stage)
    if (list.length === 0) return []
    return [
      `<tr class="stage"><th scope="colgroup" colspan="4">${stageNames[stage]}</th></tr>`,
      ...list.map((step) => {
        const last = step.history.at(-1)
        const evidence =
          last === undefined
            ? ''
            : `${escapeHtml(localTime(last.at, timeZone, 'minutes'))}, ${escapeHtml(last.who)}${last.note === null ? '' : `<span class="sub">${escapeHtml(last.note)}</span>`}`
        return `<tr><th scope="row">${escapeHtml(step.title)}</th><td>${roleWords[step.role]}</td><td class="state ${stateClass[step.state]}">${stateWords[step.state]}</td><td>${evidence === '' && step.automation !== null && step.state === 'done' ? 'seen by Sendproof itself' : evidence}</td></tr>`
      }),
    ]
  })
  return `<section><h2>Checklist: ${steps.done} of ${steps.total} steps done</h2><table class="fixed"><colgroup><col style="width:37%"><col style="width:20%"><col style="width:12%"><col style="width:31%"></colgroup><thead><tr><th scope="col">Step</th><th scope="col">Who</th><th scope="col">State</th><th scope="col">Evidence</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`
}

function departures(notes: readonly ManualNote[]): string {
  if (notes.length === 0) return ''
  const items = notes.map(
    (
      note,
    ) => `<div class="departure"><p><strong>The manual says:</strong> ${escapeHtml(note.says)}${note.status === 'open' ? '<span class="tag wait">not confirmed</span>' : ''}</p>
<p><strong>Do instead:</strong> ${escapeHtml(note.do)}</p><p class="soft">${escapeHtml(note.because)}</p>${note.ask === undefined ? '' : `<p><strong>Ask the vendor:</strong> ${escapeHtml(note.ask)}</p>`}</div>`,
  )
  return `<section><h2>Where the vendor’s manual was not followed</h2>${items.join('\n')}</section>`
}

function boundaries(): string {
  return `<section><h2>What is never in this report</h2><ul><li>Passwords, client secrets, certificates’ private keys, access tokens and refresh tokens. They stay in the keychain of the computer that ran the verification.</li><li>The content of any message but the test messages, which hold no confidential text.</li><li>Anything read from a mailbox beyond the test messages’ arrival. Nothing was deleted or changed in a mailbox.</li></ul><p class="soft">The report shows what was true at the time it names. A changed password, a new rule or an expired secret can end it later.</p></section>`
}

const mono = (text: string) => `<span class="mono">${escapeHtml(text)}</span>`
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const lowerFirst = (text: string) =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

function count(amount: number, word: string): string {
  return `${amount} ${amount === 1 ? word : word.endsWith('x') ? `${word}es` : `${word}s`}`
}
