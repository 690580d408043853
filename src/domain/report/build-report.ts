/** Puts the report of a setup together: one value, from which every format is written. Nothing secret comes in. */
import type { Checklist } from '../checklist/checklist.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { ManualNote, Recipe } from '../recipe/recipe.ts'
import { endedAsExpected, summarise, type Probe, type Run, type RunSummary } from '../run/run.ts'
import type { Setup } from '../setup/setup.ts'
import { redact } from '../text/redact.ts'
import type { Report } from './report.ts'

export interface ReportInput {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly checklist: Checklist
  readonly mailboxes: readonly Mailbox[]
  readonly run: Run | null
  /**
   * The probes of `run`. Probes of earlier runs may follow, newest run first: then a run over the failed ones alone
   * does not forget what was proven before. The first probe for each sender counts.
   */
  readonly probes: readonly Probe[]
  /** ISO time. */
  readonly now: string
  readonly timeZone: string
  readonly version: string
}

export function buildReport(input: ReportInput): Report {
  const { setup, recipe, checklist, run } = input
  const probes = run === null ? [] : newestOfEach(input.probes).map(redactedProbe)
  const summary = run === null ? null : summarise(probes)
  const senders = input.mailboxes.filter((mailbox) => mailbox.purpose === 'sender')
  return {
    schema: 1,
    generatedAt: input.now,
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
    verdict: verdictOf(run, summary, senders, probes),
    steps: { total: checklist.total, done: checklist.done, list: checklist.steps.map(redactedStep) },
    mailboxes: input.mailboxes.map((mailbox) => ({
      address: mailbox.address,
      kind: mailbox.kind,
      purpose: mailbox.purpose,
      signInAs: mailbox.signInAs,
      authorisedBy: mailbox.authorisation?.username ?? null,
      authorisedAt: mailbox.authorisation?.at ?? null,
      problem: mailbox.problem === null ? null : redact(mailbox.problem.what),
    })),
    run,
    summary,
    probes,
    departures: departuresOf(recipe, checklist),
  }
}

/**
 * proven: everything that was sent ended as planned, and every sender of the setup was among it. A run that was
 * stopped half-way, or a mailbox added afterwards, proves nothing about the rest.
 */
function verdictOf(
  run: Run | null,
  summary: RunSummary | null,
  senders: readonly Mailbox[],
  probes: readonly Probe[],
): Report['verdict'] {
  if (run === null || summary === null || summary.planned === 0) return 'not-run'
  const tried = new Set(probes.filter(endedAsExpected).map((probe) => probe.from.toLowerCase()))
  const covered = senders.every((sender) => tried.has(sender.address.toLowerCase()))
  return summary.unexpected === 0 && covered ? 'proven' : 'not-proven'
}

function newestOfEach(probes: readonly Probe[]): Probe[] {
  const seen = new Set<string>()
  return probes.filter((probe) => {
    const key = `${probe.transport} ${probe.expected} ${probe.from} ${probe.mailbox}`.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** Replies come from outside, notes from people: both pass the redactor once more before they leave the house. */
function redactedProbe(probe: Probe): Probe {
  return { ...probe, reply: probe.reply === null ? null : redact(probe.reply) }
}

function redactedStep(step: Checklist['steps'][number]): Checklist['steps'][number] {
  return {
    ...step,
    history: step.history.map((move) => ({ ...move, note: move.note === null ? null : redact(move.note) })),
  }
}

/** Of the steps this setup needs, each note once. */
function departuresOf(recipe: Recipe, checklist: Checklist): ManualNote[] {
  const needed = new Set(checklist.steps.filter((step) => step.state !== 'not-needed').map((step) => step.id))
  return recipe.steps.filter((step) => needed.has(step.id)).flatMap((step) => step.manual)
}
