/**
 * The page for the person with the missing role: no script, no other file, nothing fetched. It is read once, on a
 * screen or on paper, by somebody who has never heard of this setup: what to do, why, with which exact values.
 */
import type { ManualNote } from '../recipe/recipe.ts'
import { pageStyle, reportStyle } from '../report/report-style.ts'
import { localTime, zoneName } from '../report/report-time.ts'
import { roleWords, stageNames, stateClass, stateWords } from '../report/report-words.ts'
import { escapeHtml, oneLine } from '../text/escape.ts'
import { isOpen, type HandoffPlan } from './handoff.ts'
import { handoffStyle } from './handoff-style.ts'

type PlanStep = HandoffPlan['steps'][number]

export interface PageFacts {
  readonly timeZone: string
  readonly version: string
}

export function renderHandoffHtml(plan: HandoffPlan, { timeZone, version }: PageFacts): string {
  const { setup, role } = plan
  const tenant = setup.tenantName ?? setup.tenantId ?? 'tenant not named'
  const title = `${setup.recipe.name}: steps for the ${roleWords[role].toLowerCase()}`
  const made = `${localTime(plan.generatedAt, timeZone, 'minutes')}, ${zoneName(plan.generatedAt, timeZone)}`
  const open = plan.steps.filter(isOpen)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Sendproof ${escapeHtml(version)}">
<title>${escapeHtml(oneLine(title))}</title>
<style>${pageStyle(`${oneLine(setup.name)} - ${roleWords[role]}`, `Sendproof ${oneLine(version)} - ${made}`)}${reportStyle}${handoffStyle}</style>
</head>
<body>
<header><strong>Sendproof</strong><span>${escapeHtml(made)}</span></header>
<main>
<div class="title"><h1>${escapeHtml(setup.recipe.name)}</h1><p>Steps for the ${escapeHtml(roleWords[role])}, ${escapeHtml(tenant)}</p></div>
${setup.practice ? '<p class="practice"><strong>Rehearsal.</strong> This setup runs against the built-in practice tenant; nothing has to be done in a real organisation.</p>' : ''}
${intro(plan, open)}
${overview(plan)}
${plan.steps.map((step, index) => stepCard(step, index + 1, plan, timeZone)).join('\n')}
${sendBack(plan)}
${signatures(plan)}
</main>
<footer>Written by Sendproof ${escapeHtml(version)} on ${escapeHtml(made)}. Setup “${escapeHtml(setup.name)}”, recipe ${escapeHtml(setup.recipe.id)} revision ${setup.recipe.revision}. This page holds no password and no secret.</footer>
</body>
</html>
`
}

function intro({ setup, minutes, steps }: HandoffPlan, open: readonly PlanStep[]): string {
  const waits = Math.max(0, ...open.map((step) => step.waitMinutes))
  const cell = (value: string, words: string) => `<li><b>${value}</b>${words}</li>`
  const rows: [string, string][] = [
    ['Product', escapeHtml(setup.recipe.name)],
    [
      'Tenant',
      setup.tenantName === null && setup.tenantId === null
        ? unknown
        : `${escapeHtml(setup.tenantName ?? '')} ${setup.tenantId === null ? '' : mono(setup.tenantId)}`,
    ],
    ['Registration (client ID)', setup.clientId === null ? unknown : mono(setup.clientId)],
  ]
  return `<section><p class="lead">${escapeHtml(setup.recipe.name)} is to send e-mail through Microsoft 365. ${open.length === 0 ? 'All steps on this page are done; it is here for your records.' : 'The steps below need your rights. They are in order; tick each one off, note what you saw, and send the answer back as described at the end.'}</p>
<ul class="counts three" aria-label="Work">${cell(String(open.length), `of ${steps.length} ${steps.length === 1 ? 'step' : 'steps'} to do`)}${cell(`${minutes} min`, 'of work')}${cell(waits === 0 ? 'none' : `${waits} min`, 'longest wait for Microsoft')}</ul>
<dl>${rows.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')}</dl></section>`
}

function overview({ steps }: HandoffPlan): string {
  if (steps.length < 3) return ''
  const rows = steps.map(
    (step, index) =>
      `<tr><td class="nobreak">${isOpen(step) ? box : '✓'} ${index + 1}</td><th scope="row">${escapeHtml(step.title)}</th><td>${stageNames[step.stage]}</td><td class="nobreak">${step.minutes} min</td><td class="state ${stateClass[step.state]}">${stateWords[step.state]}</td></tr>`,
  )
  return `<section><h2>At a glance</h2><table><thead><tr><th scope="col">No.</th><th scope="col">Step</th><th scope="col">Area</th><th scope="col">Work</th><th scope="col">State</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`
}

function stepCard(step: PlanStep, number: number, plan: HandoffPlan, timeZone: string): string {
  const waiting =
    step.state === 'waiting' && step.waitUntil !== null
      ? `<p class="wait">Waiting for Microsoft until about ${escapeHtml(localTime(step.waitUntil, timeZone, 'minutes'))}.</p>`
      : ''
  const first = step.first.map(
    ({ title, role }) =>
      `“${escapeHtml(title)}”${role === plan.role ? '' : ` (${escapeHtml(roleWords[role])})`}`,
  )
  const facts = [
    `${step.minutes} min of work`,
    ...(step.waitMinutes > 0 ? [`then up to ${step.waitMinutes} min until Microsoft has applied it`] : []),
  ]
  return `<article class="step ${step.state === 'done' ? 'is-done' : ''}">
<h2 class="step-title"><span class="tick" aria-hidden="true">${step.state === 'done' ? '✓' : ''}</span><span class="no">${number}</span><span>${escapeHtml(step.title)}</span></h2>
<p class="sub">${escapeHtml(facts.join(', '))} · <span class="${stateClass[step.state]}">${stateWords[step.state]}</span></p>
${waiting}${first.length === 0 ? '' : `<p class="wait">First needs: ${first.join(', ')}.</p>`}
<p>${escapeHtml(step.what)}</p>
<p class="why"><strong>Why:</strong> ${escapeHtml(step.why)}</p>
${step.portal.length === 0 ? '' : `<p class="where"><strong>Where:</strong> ${step.portal.map((part) => `<span class="crumb">${escapeHtml(part)}</span>`).join('<span class="gt"> › </span>')}</p>`}
${values(step)}
${step.manual.map(manual).join('\n')}
${step.after === null ? '' : `<p class="after"><strong>Afterwards:</strong> ${escapeHtml(step.after)}</p>`}
<div class="fill"><span>Done on</span><i></i><span>What I saw</span><i class="wide"></i></div>
</article>`
}

function values({ values: list }: PlanStep): string {
  if (list.length === 0) return ''
  const rows = list.map(({ label, value, secret, missing }) => {
    const shown = secret
      ? `<span class="soft">${escapeHtml(value)}: a secret, never on this page</span>`
      : `<code class="value">${escapeHtml(value)}</code>${missing.length === 0 ? '' : '<span class="sub wait">not complete yet: what stands between ‹ and › is still to be named</span>'}`
    return `<tr><th scope="row">${escapeHtml(label)}</th><td>${shown}</td></tr>`
  })
  return `<table class="values fixed"><colgroup><col style="width:30%"><col style="width:70%"></colgroup><tbody>${rows.join('')}</tbody></table>`
}

function manual({ says, do: instead, because, status, ask }: ManualNote): string {
  return `<div class="manual"><p><strong>The manual says:</strong> ${escapeHtml(says)}${status === 'open' ? '<span class="tag wait">not confirmed</span>' : ''}</p><p><strong>Do instead:</strong> ${escapeHtml(instead)}</p><p class="soft">${escapeHtml(because)}</p>${ask === undefined ? '' : `<p><strong>Ask the vendor:</strong> ${escapeHtml(ask)}</p>`}</div>`
}

function sendBack({ role, steps }: HandoffPlan): string {
  const list = steps.filter((step) => step.automation === null)
  const ids =
    role === 'entra-admin'
      ? '<li>The <strong>Directory (tenant) ID</strong> and the <strong>Application (client) ID</strong> from the registration’s Overview page, if this page does not show them yet.</li>'
      : ''
  return `<section class="back"><h2>What to send back</h2>
<p>Choose what suits you; both say the same.</p>
<ul><li><strong>Just tell:</strong> write which steps are done and what you saw, on this page or in a message.</li>
<li><strong>Or fill in</strong> <span class="mono">send-back.json</span>, the file next to this page, with any text editor: your name in <span class="mono">who</span>, and for each of the ${list.length} ${list.length === 1 ? 'step' : 'steps'} a <span class="mono">state</span> (<span class="mono">done</span>, <span class="mono">doing</span>, <span class="mono">blocked</span> or <span class="mono">not-needed</span>) with a <span class="mono">note</span>. The sender takes it in with one command.</li>${ids}
<li><strong>Never send a client secret or a password back</strong>, in neither form. Hand a secret to the person who types it into the product, over a channel made for secrets.</li></ul></section>`
}

function signatures({ role }: HandoffPlan): string {
  const line = (words: string) => `<div><i></i><span>${escapeHtml(words)}</span></div>`
  return `<section class="sign">${line(`Name, ${roleWords[role]}`)}${line('Date')}${line('Signature')}</section>`
}

const box = '<span class="tick small" aria-hidden="true"></span>'
const unknown = '<span class="soft">not known yet</span>'
const mono = (text: string) => `<span class="mono">${escapeHtml(text)}</span>`
