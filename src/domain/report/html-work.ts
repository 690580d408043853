/** The HTML report's sections about the work: checklist with evidence, changes, what ends when, the vendor's manual. */
import { stages, type ManualNote } from '../recipe/recipe.ts'
import { escapeHtml } from '../text/escape.ts'
import { mono, row, sub, table } from './html-parts.ts'
import { localTime } from './report-time.ts'
import { roleWords, stageNames, stateClass, stateWords } from './report-words.ts'
import type { Report } from './report.ts'

export function checklist({ steps, attachments, timeZone }: Report): string {
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
            : `${escapeHtml(localTime(last.at, timeZone, 'minutes'))}, ${escapeHtml(last.who)}${last.note === null ? '' : sub(escapeHtml(last.note))}`
        const files = attachments
          .filter((file) => file.step === step.id)
          .map((file) => sub(`File “${escapeHtml(file.name)}”, SHA-256 ${mono(file.sha256)}`))
        const seen =
          evidence === '' && step.automation !== null && step.state === 'done'
            ? 'seen by Sendproof itself'
            : evidence
        return `<tr><th scope="row">${escapeHtml(step.title)}</th><td>${roleWords[step.role]}</td><td class="state ${stateClass[step.state]}">${stateWords[step.state]}</td><td>${seen}${files.join('')}</td></tr>`
      }),
    ]
  })
  return `<section><h2>Checklist: ${steps.done} of ${steps.total} steps done</h2>${table(
    [
      { head: 'Step', width: 37 },
      { head: 'Who', width: 20 },
      { head: 'State', width: 12 },
      { head: 'Evidence', width: 31 },
    ],
    rows,
  )}</section>`
}

const knownWords = {
  seen: 'read back by Sendproof',
  practice: 'done in the practice tenant; the practice administrator’s words',
  told: 'as told; not read back',
} as const

/** What was done to the tenant, oldest first. */
export function changes({ changes: list, timeZone }: Report): string {
  if (list.length === 0) return ''
  const rows = list.map((change) =>
    row([
      `${escapeHtml(localTime(change.at, timeZone, 'minutes'))}${sub(escapeHtml(change.who))}`,
      `${escapeHtml(change.title)}${sub(`${stateWords[change.before]} → ${stateWords[change.after]}`)}`,
      `${change.note === null ? '<span class="soft">no note was kept</span>' : escapeHtml(change.note)}${sub(knownWords[change.known])}`,
    ]),
  )
  return `<section><h2>What was changed in the tenant</h2><p class="soft">Before and after as noted by who did it. “As told” means that a person said so and nobody read it back; a passed message is the proof that it is in force.</p>${table(
    [
      { head: 'When and who', width: 24 },
      { head: 'Step', width: 34 },
      { head: 'What was done', width: 42 },
    ],
    rows,
  )}</section>`
}

/** Secrets and certificates, then what Microsoft has announced. */
export function whatEnds({ credentials, deadlines, timeZone }: Report): string {
  if (credentials.length === 0 && deadlines.length === 0) return ''
  const own = credentials.map((credential) =>
    row([
      credential.kind === 'secret' ? 'Client secret' : 'Certificate',
      `${mono(credential.hint)}${credential.thumbprint === null ? '' : sub(`thumbprint ${mono(credential.thumbprint)}`)}`,
      credential.expiresAt === null
        ? '<span class="wait">nobody has said when</span>'
        : `<span class="${(credential.daysLeft ?? 0) < 30 ? 'bad' : ''}">${escapeHtml(localTime(credential.expiresAt, timeZone, 'minutes'))}</span>${sub(daysWords(credential.daysLeft ?? 0))}`,
      credential.refused !== null
        ? `<span class="bad">refused</span>${sub(escapeHtml(localTime(credential.refused.at, timeZone, 'minutes')))}`
        : credential.provenAt === null
          ? '<span class="soft">not yet</span>'
          : escapeHtml(localTime(credential.provenAt, timeZone, 'minutes')),
    ]),
  )
  const ends =
    own.length === 0
      ? ''
      : table(
          [
            { head: 'Credential', width: 16 },
            { head: 'Known by', width: 44 },
            { head: 'Ends', width: 22 },
            { head: 'Last proven', width: 18 },
          ],
          own,
        )
  const announced = deadlines.map(
    (deadline) =>
      `<div class="departure"><p><strong>${escapeHtml(deadline.title)}:</strong> ${escapeHtml(deadline.when)}${deadline.sure === 'not-confirmed' ? '<span class="tag wait">not confirmed</span>' : ''}</p><p>${escapeHtml(deadline.what)}</p><p class="sub">${escapeHtml(deadline.source)}, looked up on ${escapeHtml(deadline.checkedOn)}</p></div>`,
  )
  return `<section><h2>What ends, and when</h2>${ends}${announced.join('\n')}</section>`
}

function daysWords(days: number): string {
  if (days < 0) return `ended ${-days} ${days === -1 ? 'day' : 'days'} ago`
  return days === 0 ? 'ends within a day' : `in ${days} ${days === 1 ? 'day' : 'days'}`
}

export function departures(notes: readonly ManualNote[]): string {
  if (notes.length === 0) return ''
  const items = notes.map(
    (
      note,
    ) => `<div class="departure"><p><strong>The manual says:</strong> ${escapeHtml(note.says)}${note.status === 'open' ? '<span class="tag wait">not confirmed</span>' : ''}</p>
<p><strong>Do instead:</strong> ${escapeHtml(note.do)}</p><p class="soft">${escapeHtml(note.because)}</p>${note.ask === undefined ? '' : `<p><strong>Ask the vendor:</strong> ${escapeHtml(note.ask)}</p>`}</div>`,
  )
  const open = notes.filter(({ status }) => status === 'open').length
  return `<section><h2>Where the vendor’s manual was not followed</h2>${open === 0 ? '' : `<p class="wait">${open} of these ${open === 1 ? 'is an open point: the vendor has' : 'are open points: the vendor has'} not confirmed ${open === 1 ? 'it' : 'them'}.</p>`}${items.join('\n')}</section>`
}
