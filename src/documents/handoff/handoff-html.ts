/**
 * The page for the person with the missing role: no other file, nothing fetched. It is read once, on a screen or on
 * paper, by somebody who has never heard of this setup: what to do, why, with which exact values. Where its one script
 * may run, the boxes are live and it writes the reply; where it may not, the page reads and prints all the same.
 */
import type { EntraPlan } from '../../domain/entra/plan/entra-plan.schema.ts'
import { answerForm, isOpen } from '../../domain/handoff/handoff.ts'
import type { HandoffPlan } from '../../domain/handoff/handoff.schema.ts'
import { oneLine } from '../../domain/text/escape.ts'
import type { DocumentLanguage } from '../paper/document-language.ts'
import { documentStyle, pageStyle } from '../paper/document-style.ts'
import { handoffStyle } from './handoff-style.ts'
import {
  dataBlock,
  documentHead,
  facts,
  markup,
  mono,
  nothing,
  script,
  section,
  soft,
  type Markup,
} from '../paper/markup.ts'
import { handoffScript, handoffScriptDigest } from './handoff-script.ts'
import { liveStep, replyFields } from './live-reply.ts'
import { manualNote, stateClass, stateMark } from '../report/work-html.ts'
import { localTime, zoneName } from '../paper/times.ts'

type PlanStep = HandoffPlan['steps'][number]

export interface PageFacts {
  readonly timeZone: string
  readonly version: string
  /** The plan that a script beside the page carries out; null: there is none. */
  readonly script: EntraPlan | null
  /** Whether scripts and a plan lie beside the page that take out of Exchange what the application leaves there. */
  readonly leftovers?: boolean
}

export function handoffHtml(plan: HandoffPlan, page: PageFacts, language: DocumentLanguage): string {
  const { setup, role } = plan
  const { timeZone, version, script: plans } = page
  const { handoff: say, report } = language.words
  const tenant = setup.tenantName ?? setup.tenantId ?? say.tenantNotNamed
  const made = `${localTime(plan.generatedAt, timeZone, language.locale, 'minutes')}, ${zoneName(plan.generatedAt, timeZone)}`
  const head = documentHead({
    language: language.locale,
    generator: `Sendproof ${version}`,
    title: oneLine(say.title(setup.recipe.name, role)),
    style: `${pageStyle(oneLine(say.running(setup.name, role)), `Sendproof ${oneLine(version)} - ${made}`, (number, of) => report.page(number, of))}${documentStyle}${handoffStyle}`,
    scriptDigest: handoffScriptDigest,
  })
  const form = answerForm(plan, say.form)
  return markup`${head}<header><strong>Sendproof</strong><span>${made}</span></header>
<main>
<div class="title"><h1>${setup.recipe.name}</h1><p>${say.subtitle(role, tenant)}</p></div>
${setup.practice ? markup`<p class="practice"><strong>${say.rehearsal}</strong> ${say.rehearsalHow}</p>` : nothing}
${intro(plan, language)}
${overview(plan, language)}
${warnings(plan, language)}
${plans === null ? nothing : byScript(plans, language)}
${page.leftovers === true ? section(say.leftovers.title, markup`<p>${say.leftovers.how}</p>`) : nothing}
${cards(plan, timeZone, language)}
${sendBack(plan, form.steps.length, language)}
<section class="sign">${say.sign(role).map((line) => markup`<div><i></i><span>${line}</span></div>`)}</section>
</main>
<footer>${say.foot(version, made, setup.name, setup.recipe.id, setup.recipe.revision)}</footer>
${dataBlock('reply', form)}
${script(handoffScript)}
</body>
</html>
`.toString()
}

function intro({ setup, minutes, steps }: HandoffPlan, { words }: DocumentLanguage): Markup {
  const { handoff: say } = words
  const open = steps.filter(isOpen)
  const waits = Math.max(0, ...open.map((step) => step.waitMinutes))
  const cell = (value: string, label: string) => markup`<li><b>${value}</b>${label}</li>`
  const named = setup.tenantName !== null || setup.tenantId !== null
  return markup`<section><p class="lead">${say.lead(setup.recipe.name, open.length > 0)}</p>
<ul class="counts three" aria-label="${say.workLabel}">${cell(String(open.length), say.toDo(steps.length))}${cell(say.minutes(minutes), say.ofWork)}${cell(waits === 0 ? say.noWait : say.minutes(waits), say.longestWait)}</ul>
${facts([
  [say.product, setup.recipe.name],
  [
    say.tenant,
    named
      ? markup`${setup.tenantName ?? ''} ${setup.tenantId === null ? nothing : mono(setup.tenantId)}`
      : soft(say.notKnown),
  ],
  [say.registration, setup.clientId === null ? soft(say.notKnown) : mono(setup.clientId)],
  ...(setup.enterpriseObjectId === undefined
    ? []
    : [
        [
          say.enterpriseApplication,
          setup.enterpriseObjectId === null ? soft(say.notKnown) : mono(setup.enterpriseObjectId),
        ] as [string, Markup],
      ]),
])}</section>`
}

function overview({ steps }: HandoffPlan, language: DocumentLanguage): Markup {
  if (steps.length < 3) return nothing
  const { handoff: say, terms } = language.words
  const { columns } = say
  const heads = [columns.number, columns.step, columns.area, columns.work, columns.state]
  const rows = steps.map(
    (step, index) =>
      markup`<tr><td class="nobreak">${isOpen(step) ? emptyBox : '✓'} ${index + 1}</td><th scope="row">${step.title}</th><td>${terms.stages[step.stage]}</td><td class="nobreak">${say.minutes(step.minutes)}</td><td class="state ${stateClass[step.state]}">${stateMark(step.state, language)}${step.later ? soft(` ${say.laterMark}`) : nothing}</td></tr>
`,
  )
  return section(
    say.overview,
    markup`<table><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`,
  )
}

/** The same work for a script, and for hands: each change with its place in the portal. */
function byScript({ changes, rights }: EntraPlan, { words }: DocumentLanguage): Markup {
  const { scripted } = words.entra
  const { page } = scripted
  const name = changes.flatMap((change) =>
    change.kind === 'create-application' ? [change.after.displayName] : [],
  )[0]
  const rows = changes.map(
    (change) =>
      markup`<tr><td>${scripted.sayElsewhere(change)}</td><td>${path(scripted.place(change, name ?? words.handoff.itsRegistration))}</td></tr>
`,
  )
  return section(
    page.title,
    markup`<p>${page.how(changes.length)}</p>
<ol>${page.steps(rights).map((step) => markup`<li>${step}</li>`)}</ol>
${changes.some(({ kind }) => kind === 'add-secret') ? markup`<p class="wait">${page.secret}</p>` : nothing}
<p><strong>${page.changes}</strong></p>
<table><thead><tr><th scope="col">${page.columns.change}</th><th scope="col">${page.columns.place}</th></tr></thead><tbody>${rows}</tbody></table>`,
  )
}

/** What can be done in one go, and what comes back to the same person when others have done their part. */
function cards({ steps, ...plan }: HandoffPlan, timeZone: string, language: DocumentLanguage): Markup {
  const { handoff: say } = language.words
  const whole = { steps, ...plan }
  const card = (step: PlanStep, index: number) => stepCard(step, index + 1, whole, timeZone, language)
  const first = steps.findIndex(({ later }) => later)
  if (first === -1) return markup`${steps.map(card)}`
  const [now, later] = [steps.slice(0, first), steps.slice(first)]
  return markup`${now.length === 0 ? nothing : markup`<h2>${say.now}</h2>`}
${now.map(card)}
<h2>${say.later}</h2>
<p class="wait">${say.laterHow}</p>
${later.map((step, index) => card(step, first + index))}`
}

function warnings({ warned, generatedAt }: HandoffPlan, { words }: DocumentLanguage): Markup {
  const { cautions, deadlines } = warned
  if (cautions.length + deadlines.length === 0) return nothing
  const { handoff: say, dates } = words
  return section(
    say.warned,
    markup`${cautions.map(
      ({ title, text, severity }) =>
        markup`<div class="manual"><p><strong>${say.severity[severity]}: ${title}</strong></p><p>${text}</p></div>
`,
    )}${deadlines.map(
      (deadline) =>
        markup`<div class="manual"><p><strong>${deadline.title}:</strong> ${dates.when(deadline, generatedAt)}</p><p>${deadline.what}</p><p class="sub">${say.source(deadline.source, deadline.checkedOn)}</p></div>
`,
    )}`,
  )
}

function stepCard(
  step: PlanStep,
  number: number,
  plan: HandoffPlan,
  timeZone: string,
  language: DocumentLanguage,
): Markup {
  const { handoff: say } = language.words
  const done = step.state === 'done'
  const waiting =
    step.state === 'waiting' && step.waitUntil !== null
      ? markup`<p class="wait">${say.waitingUntil(localTime(step.waitUntil, timeZone, language.locale, 'minutes'))}</p>`
      : nothing
  const first = step.first.map(({ title, role }) =>
    role === plan.role ? say.firstStep(title) : say.firstStepOf(title, role),
  )
  const asked = isAsked(step)
  return markup`<article class="step ${done ? 'is-done' : ''}"${asked ? markup` data-step="${step.id}"` : nothing}>
<h2 class="step-title">${asked ? markup`<input type="checkbox" class="live box" aria-label="${say.live.done(step.title)}">` : nothing}<span class="tick ${asked ? 'paper' : ''}" aria-hidden="true">${done ? '✓' : ''}</span><span class="no">${number}</span><span>${step.title}</span></h2>
<p class="sub">${say.effort(step.minutes, step.waitMinutes)} · <span class="${stateClass[step.state]}">${stateMark(step.state, language)}</span></p>
${waiting}${first.length === 0 ? nothing : markup`<p class="wait">${say.doFirst(first)}</p>`}
<p>${step.what}</p>
<p class="why"><strong>${say.why}</strong> ${step.why}</p>
${step.portal.length === 0 ? nothing : markup`<p class="where"><strong>${say.where}</strong> ${path(step.portal)}</p>`}
${step.clicks.length === 0 ? nothing : markup`<ol class="clicks">${step.clicks.map((click) => markup`<li>${click}</li>`)}</ol>`}
${values(step, language)}
${step.manual.map((note) => markup`<div class="manual">${manualNote(note, language)}</div>`)}
${step.after === null ? nothing : markup`<p class="after"><strong>${say.after}</strong> ${step.after}</p>`}
<div class="fill"><span>${say.doneOn}</span><i></i><span>${say.whatISaw}</span><i class="wide"></i></div>
${asked ? liveStep(step.title, language) : nothing}</article>
`
}

/** Those of which the reply says something. */
const isAsked = ({ automation }: PlanStep) => automation === null || automation === 'refusal'

const path = (parts: readonly string[]) =>
  markup`${parts.map((part, index) => markup`${index === 0 ? nothing : markup`<span class="gt"> › </span>`}<span class="crumb">${part}</span>`)}`

function values({ values: list }: PlanStep, { words }: DocumentLanguage): Markup {
  if (list.length === 0) return nothing
  const { handoff: say } = words
  const rows = list.map(({ label, value, secret, missing }) => {
    const shown = secret
      ? soft(say.secret(value))
      : markup`<code class="value">${value}</code>${missing.length === 0 ? nothing : markup`<span class="sub wait">${say.incomplete}</span>`}`
    return markup`<tr><th scope="row">${label}</th><td>${shown}</td></tr>`
  })
  return markup`<table class="values fixed"><colgroup><col style="width:30%"><col style="width:70%"></colgroup><tbody>${rows}</tbody></table>`
}

function sendBack(plan: HandoffPlan, asked: number, language: DocumentLanguage): Markup {
  const { role, setup } = plan
  const { handoff: say } = language.words
  const wanted =
    role === 'entra-admin'
      ? markup`<li>${say.ids}</li>${setup.enterpriseObjectId === undefined ? nothing : markup`<li>${say.objectId}</li>`}`
      : nothing
  return markup`<section class="back"><h2>${say.back}</h2>
${replyFields(plan, language)}
<p class="paper">${say.backHow}</p>
<p class="live">${say.live.otherwise}</p>
<ul><li><strong>${say.tell}</strong> ${say.tellHow}</li>
<li><strong>${say.fillIn}</strong> ${mono('send-back.json')}, ${say.fillInHow(asked)}</li>
${wanted}<li><strong>${say.never}</strong> ${say.neverHow}</li></ul></section>`
}

const emptyBox = markup`<span class="tick small" aria-hidden="true"></span>`
