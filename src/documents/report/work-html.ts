/** The report's sections about the work: checklist with evidence, changes, expiry dates, the vendor's manual. */
import { stages, type ManualNote } from '../../domain/recipe/recipe-step.schema.ts'
import type { ShownState } from '../../domain/checklist/checklist.schema.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { markup, mono, nothing, row, section, soft, sub, table, type Markup } from '../paper/markup.ts'
import { timesOf, type ReportDocument } from './report-document.ts'

export const stateClass = {
  todo: '',
  doing: 'wait',
  waiting: 'wait',
  done: 'good',
  blocked: 'bad',
  'not-needed': 'soft',
  changed: 'wait',
} as const satisfies Record<ShownState, string>

export function stateMark(state: ShownState, { words }: DocumentLanguage): string {
  const sign = state === 'done' ? '✓ ' : state === 'blocked' ? '✕ ' : ''
  return `${sign}${words.terms.states[state]}`
}

export function checklist(report: ReportDocument, language: DocumentLanguage): Markup {
  const { report: say, terms } = language.words
  const { minutes } = timesOf(report, language)
  const rows = stages.flatMap((stage) => {
    const list = report.steps.list.filter((step) => step.stage === stage)
    if (list.length === 0) return []
    const head = markup`<tr class="stage"><th scope="colgroup" colspan="4">${terms.stages[stage]}</th></tr>`
    const lines = list.map((step) => {
      const last = step.history.at(-1)
      const files = report.attachments
        .filter((file) => file.step === step.id)
        .map((file) => sub(markup`${say.file(file.name)} ${mono(file.sha256)}`))
      const byApp = step.automation !== null && step.state === 'done' ? say.seenByApp : ''
      const evidence =
        last === undefined
          ? byApp
          : markup`${`${minutes(last.at)}, ${last.who}`}${last.note === null ? nothing : sub(last.note)}`
      return markup`<tr><th scope="row">${step.title}</th><td>${terms.roles[step.role]}</td><td class="state ${stateClass[step.state]}">${stateMark(step.state, language)}</td><td>${evidence}${files}</td></tr>`
    })
    return [head, ...lines]
  })
  return section(
    say.checklist(report.steps.done, report.steps.total),
    table(
      [
        { head: say.step, width: 37 },
        { head: say.who, width: 20 },
        { head: say.state, width: 12 },
        { head: say.evidence, width: 31 },
      ],
      rows,
    ),
  )
}

/** What was done to the tenant and still stands, oldest first. */
export function changes(report: ReportDocument, language: DocumentLanguage): Markup {
  if (report.changes.length === 0) return nothing
  const { report: say, terms } = language.words
  const { minutes } = timesOf(report, language)
  const rows = report.changes.map((change) =>
    row([
      markup`${minutes(change.at)}${sub(change.who)}`,
      markup`${change.title}${sub(say.stateChange(terms.states[change.before], terms.stateInSentence(change.after)))}`,
      markup`${change.note === null ? soft(say.noNote) : change.note}${sub(say.known(change.known, change.who))}`,
    ]),
  )
  return section(
    say.changes,
    markup`<p class="soft">${say.changesHow}</p>`,
    table(
      [
        { head: say.whenAndWho, width: 24 },
        { head: say.step, width: 34 },
        { head: say.whatWasDone, width: 42 },
      ],
      rows,
    ),
  )
}

/** Secrets and certificates, then what Microsoft has announced. */
export function whatExpires(report: ReportDocument, language: DocumentLanguage): Markup {
  const { credentials, deadlines, people } = report
  if (credentials.length === 0 && deadlines.length === 0) return nothing
  const { report: say, calendar } = language.words
  return section(
    say.ends,
    people.length === 0 ? nothing : markup`<p>${calendar.responsible(people)}. ${say.responsibleHow}</p>`,
    credentials.length === 0
      ? nothing
      : table(
          [
            { head: say.credential, width: 16 },
            { head: say.knownBy, width: 44 },
            { head: say.expires, width: 22 },
            { head: say.lastProven, width: 18 },
          ],
          credentials.map((credential) => credentialRow(credential, report, language)),
        ),
    deadlines.length === 0 ? nothing : markup`<h3>${say.announcedTitle}</h3>`,
    ...deadlines.map(
      (deadline) =>
        markup`<div class="departure"><p><strong>${deadline.title}:</strong> ${deadline.when}${deadline.sure === 'not-confirmed' ? tag(say.notConfirmed) : nothing}</p><p>${deadline.what}</p><p class="sub">${say.lookedUp(deadline.source, deadline.checkedOn)}</p></div>`,
    ),
  )
}

function credentialRow(
  credential: ReportDocument['credentials'][number],
  report: ReportDocument,
  language: DocumentLanguage,
): Markup {
  const { report: say, terms } = language.words
  const { minutes } = timesOf(report, language)
  const { kind, hint, thumbprint, expiresAt, daysLeft, refused, provenAt } = credential
  const left = daysLeft ?? 0
  return row([
    terms.credentialKinds[kind],
    markup`${mono(hint)}${thumbprint === null ? nothing : sub(markup`${say.thumbprint} ${mono(thumbprint)}`)}`,
    expiresAt === null
      ? markup`<span class="wait">${say.noExpiryDate}</span>${sub(say.noExpiryDateHow)}`
      : markup`<span class="${left < 30 ? 'bad' : ''}">${minutes(expiresAt)}</span>${sub(say.days(left))}`,
    refused !== null
      ? markup`<span class="bad">${say.credentialRefused}</span>${sub(minutes(refused.at))}`
      : provenAt === null
        ? soft(say.notTestedYet)
        : minutes(provenAt),
  ])
}

export function departures(notes: readonly ManualNote[], language: DocumentLanguage): Markup {
  if (notes.length === 0) return nothing
  const { report: say } = language.words
  const open = notes.filter(({ status }) => status === 'open').length
  return section(
    say.departures,
    open === 0 ? nothing : markup`<p class="wait">${say.departuresOpen(open)}</p>`,
    ...notes.map((note) => markup`<div class="departure">${manualNote(note, language)}</div>`),
  )
}

/** What the manual says, what to do instead, and why. */
export function manualNote(note: ManualNote, { words: { report: say } }: DocumentLanguage): Markup {
  return markup`<p><strong>${say.manualSays[note.how]}</strong> ${note.says}${note.status === 'open' ? tag(say.notConfirmed) : nothing}</p>
<p><strong>${say.doInstead}</strong> ${note.do}</p><p class="soft">${note.because}</p>${note.ask === undefined ? nothing : markup`<p><strong>${say.askVendor}</strong> ${note.ask}</p>`}`
}

const tag = (text: string) => markup`<span class="tag wait">${text}</span>`
