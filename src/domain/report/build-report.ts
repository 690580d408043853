/** Puts the report of a setup together: one value, from which every format is written. Nothing secret comes in. */
import type { Attachment } from '../attachment/attachment.ts'
import type { Checklist } from '../checklist/checklist.ts'
import type { StepMove } from '../checklist/step-record.ts'
import type { Credential } from '../credential/credential.ts'
import { refusalWords } from '../credential/credential-words.ts'
import { deadlinesFor, type Deadline } from '../deadline/deadline.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { ManualNote, Recipe } from '../recipe/recipe.ts'
import { attemptKey, firstOfEach } from '../run/attempts.ts'
import { checksFor, needsCredential, needsOutside, planRun, type RunPlan } from '../run/plan-run.ts'
import { endedAsExpected, summarise, type Probe, type Run, type RunSummary } from '../run/run.ts'
import type { Setup } from '../setup/setup.ts'
import { redact } from '../text/redact.ts'
import { notTried } from './not-tried.ts'
import type { Report, ReportCheck } from './report.ts'
import { threeSentences } from './report-sentences.ts'
import { localTime } from './report-time.ts'
import { plainly } from '../../words/plainly.ts'

export interface ReportInput {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly checklist: Checklist
  readonly mailboxes: readonly Mailbox[]
  readonly run: Run | null
  /**
   * The probes of `run`. Probes of earlier runs may follow, newest run first: then a run over the failed ones alone
   * does not forget what was proven before. The first probe of each attempt counts; what is not planned any more
   * counts only if `run` itself tried it.
   */
  readonly probes: readonly Probe[]
  readonly attachments?: readonly Attachment[]
  /** The one in use first. */
  readonly credentials?: readonly Credential[]
  readonly deadlines?: readonly Deadline[]
  /** Account name of the person. */
  readonly user?: string
  /** ISO time. */
  readonly now: string
  readonly timeZone: string
  readonly version: string
}

/** Not sealed yet: `integrity` is filled in when it is written. */
export function buildReport(input: ReportInput): Report {
  const { setup, recipe, checklist, run } = input
  // whether the credential is still kept says nothing about what was proven with it
  const plan = planRun({ ...input, credential: true })
  const probes = run === null ? [] : counting(input.probes, run, plan).map(redactedProbe)
  const summary = run === null ? null : summarise(probes)
  const steps = checklist.steps.map(redactedStep)
  const inUse = needsCredential(recipe, setup.answers) ? input.credentials?.[0] : undefined
  const refusal = inUse === undefined ? null : refusalOf(inUse, input.timeZone)
  const report: Omit<Report, 'sentences'> = {
    schema: 1,
    generatedAt: input.now,
    generatedBy: input.user ?? null,
    timeZone: input.timeZone,
    app: { name: 'Sendproof', version: input.version },
    setup: {
      id: setup.id,
      name: setup.name,
      recipe: { id: recipe.id, name: recipe.name, revision: recipe.revision },
      tenantId: setup.tenantId,
      tenantName: setup.tenantName,
      clientId: setup.clientId,
      cloud: {
        name: setup.cloud.name,
        kind: setup.cloud.kind,
        smtp: `${setup.cloud.smtp.host}:${setup.cloud.smtp.port}`,
      },
      practice: setup.practice !== null,
    },
    verdict: verdictOf(run, summary, plan, probes, refusal !== null),
    steps: { total: checklist.total, done: checklist.done, list: steps },
    mailboxes: input.mailboxes.map((mailbox) => ({
      address: mailbox.address,
      kind: mailbox.kind,
      purpose: mailbox.purpose,
      signInAs: mailbox.signInAs,
      authorisedBy: mailbox.authorisation?.username ?? null,
      authorisedAt: mailbox.authorisation?.at ?? null,
      problem: mailbox.problem === null ? null : redact(plainly(mailbox.problem).what),
    })),
    run,
    summary,
    checks: triedChecks(recipe, setup, probes),
    probes,
    notTried: run === null ? [] : notTried(plan, probes),
    refusal,
    attachments: [...(input.attachments ?? [])],
    changes: changesOf(steps),
    credentials: (input.credentials ?? []).map(({ id: _id, addedBy: _addedBy, ...facts }) => ({
      ...facts,
      hint: redact(facts.hint),
      daysLeft: facts.expiresAt === null ? null : daysBetween(input.now, facts.expiresAt),
    })),
    deadlines: deadlinesFor(input.deadlines ?? [], recipe, setup.answers, input.now).map(
      ({ id, title, wording, what, source, checkedOn, sure }) => ({
        id,
        title,
        when: wording,
        what,
        source,
        checkedOn,
        sure,
      }),
    ),
    departures: departuresOf(recipe, checklist),
    integrity: null,
  }
  return { ...report, sentences: threeSentences(report, needsOutside(recipe, setup.answers)) }
}

function counting(probes: readonly Probe[], run: Run, plan: RunPlan): Probe[] {
  const planned = new Set(plan.probes.map(attemptKey))
  return firstOfEach(probes).filter((probe) => probe.runId === run.id || planned.has(attemptKey(probe)))
}

/**
 * proven: everything that was tried ended as planned, and everything the plan of the setup wants was tried. A run that
 * was stopped half-way, a mailbox added afterwards, or a proof of refusal without a mailbox to refuse, proves nothing
 * about the rest. Nor does a good run whose credential has been refused since (`refused`).
 */
function verdictOf(
  run: Run | null,
  summary: RunSummary | null,
  plan: RunPlan,
  probes: readonly Probe[],
  refused: boolean,
): Report['verdict'] {
  if (run === null || summary === null || summary.planned === 0) return 'not-run'
  // what a file says of a run elsewhere is a record, not a proof
  if (run.fromFile) return 'not-proven'
  const good = new Set(probes.filter(endedAsExpected).map(attemptKey))
  const covered = plan.missing.length === 0 && plan.probes.every((attempt) => good.has(attemptKey(attempt)))
  return summary.unexpected === 0 && covered && !refused ? 'proven' : 'not-proven'
}

/** The application signs in with this, and was refused: whoever reads last week's good run has to know. */
function refusalOf({ kind, refused }: Credential, timeZone: string): string | null {
  if (refused === null) return null
  return `On ${localTime(refused.at, timeZone, 'minutes')} Microsoft Entra refused the application’s ${kind === 'secret' ? 'client secret' : 'certificate'} (${refusalWords(refused)}); until it is accepted nothing can be sent.`
}

/** Replies come from outside, notes from people: all pass the redactor once more before they leave the house. */
export function redactedProbe(probe: Probe): Probe {
  const reply = probe.reply === null ? null : redact(probe.reply)
  const note = probe.note === null ? null : redact(probe.note)
  const returned = probe.returned === null ? null : redact(probe.returned.text)
  // ten thousand that stay as they are need not be in memory twice
  if (reply === probe.reply && note === probe.note && returned === (probe.returned?.text ?? null))
    return probe
  return {
    ...probe,
    ...{ reply, note },
    returned: probe.returned === null ? null : { ...probe.returned, text: returned ?? '' },
  }
}

function redactedStep(step: Checklist['steps'][number]): Checklist['steps'][number] {
  return {
    ...step,
    history: step.history.map((move) => ({ ...move, note: move.note === null ? null : redact(move.note) })),
  }
}

/** In the recipe's order, each kind of attempt once; those of earlier recipes or without a recipe's check at the end. */
function triedChecks(recipe: Recipe, setup: Setup, probes: readonly Probe[]): ReportCheck[] {
  const planned = checksFor(recipe, setup.answers)
  const order = new Map(planned.map(({ id }, index) => [id, index]))
  const found = new Map<string, ReportCheck>()
  for (const { check, transport, expected } of probes) {
    const key = `${check ?? ''} ${transport} ${expected}`
    if (found.has(key)) continue
    const plan = planned.find(({ id, kind }) => id === check && kind === transport)
    found.set(key, { id: check, transport, mailbox: plan?.mailbox ?? null, expected, why: plan?.why ?? null })
  }
  const place = ({ id }: ReportCheck) => (id === null ? undefined : order.get(id)) ?? planned.length
  return [...found.values()].sort((a, b) => place(a) - place(b))
}

/** Registration, Exchange and mailboxes are the tenant; product and verification are not. */
const tenantStages = ['registration', 'exchange', 'mailboxes']
const knownFrom = {
  check: 'seen',
  app: 'seen',
  practice: 'practice',
  person: 'told',
} as const satisfies Record<StepMove['by'], Report['changes'][number]['known']>

function changesOf(steps: Checklist['steps']): Report['changes'] {
  return steps
    .filter((step) => step.automation === null && tenantStages.includes(step.stage))
    .flatMap((step) =>
      step.history
        .filter((move) => move.to === 'done' || (move.to === 'waiting' && move.from !== 'waiting'))
        .map((move) => ({
          step: step.id,
          title: step.title,
          stage: step.stage,
          at: move.at,
          who: move.who,
          before: move.from,
          after: move.to,
          note: move.note,
          known: knownFrom[move.by],
        })),
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** Of the steps this setup needs, each note once. */
function departuresOf(recipe: Recipe, checklist: Checklist): ManualNote[] {
  const needed = new Set(checklist.steps.filter((step) => step.state !== 'not-needed').map((step) => step.id))
  return recipe.steps.filter((step) => needed.has(step.id)).flatMap((step) => step.manual)
}

const daysBetween = (from: string, to: string) => Math.floor((Date.parse(to) - Date.parse(from)) / 86_400_000)
