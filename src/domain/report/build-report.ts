/** Puts the report of a setup together: one value, from which every format is written. Nothing secret comes in. */
import type { Attachment } from '../attachment/attachment.schema.ts'
import type { Checklist } from '../checklist/checklist.schema.ts'
import type { StepMove } from '../step/step-record.schema.ts'
import type { Credential } from '../credential/credential.schema.ts'
import { deadlinesFor } from '../deadline/deadline.ts'
import type { Deadline } from '../deadline/deadline.schema.ts'
import { daysUntil } from '../expiry/days.ts'
import type { Person } from '../expiry/people.schema.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { ManualNote } from '../recipe/recipe-step.schema.ts'
import { attemptKey, firstOfEach } from '../run/attempts.ts'
import {
  checksFor,
  needsCredential,
  needsOutside,
  needsSignIns,
  planRun,
  type RunPlan,
} from '../run/plan-run.ts'
import type { Probe, Run, RunSummary } from '../run/run.schema.ts'
import { summarise } from '../run/summarise.ts'
import { endedAsExpected } from '../run/probe-outcome.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { ownNotes } from '../recipe/step-texts.ts'
import { redact, redactDeep } from '../text/redact.ts'
import type { AppError } from '../problem/app-error.ts'
import { briefOf } from './build-brief.ts'
import { notTried } from './not-tried.ts'
import type { Report, ReportCheck } from './report.schema.ts'

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
  /** When each run that came out of a file was imported, by the run's id. */
  readonly imported?: ReadonlyMap<string, string>
  /** As `datedLaterBefore` answers for `run`. */
  readonly clockSetBack?: string | null
  readonly attachments?: readonly Attachment[]
  /** The one in use first. */
  readonly credentials?: readonly Credential[]
  /** Who is responsible for what expires. */
  readonly people?: readonly Person[]
  readonly deadlines?: readonly Deadline[]
  /** Account name of the person. */
  readonly user?: string
  /** ISO time. */
  readonly now: string
  readonly timeZone: string
  readonly version: string
  /** A step's note as it is read without this program, which could say what happened there. */
  readonly noteOf: NoteOf
}

type NoteOf = (move: StepMove) => string | null

/** Not sealed yet: `integrity` is filled in when it is written. */
export function buildReport(input: ReportInput): Report {
  const { setup, recipe, checklist, run } = input
  // whether the credential is still kept says nothing about what was proven with it
  const plan = planRun({ ...input, credential: true })
  const imported = input.imported ?? new Map<string, string>()
  const probes =
    run === null
      ? []
      : counting(input.probes, run, plan).map((probe) => asHere(redactedProbe(probe), imported))
  const summary = run === null ? null : summarise(probes)
  const noteOf: NoteOf = (move) => {
    const note = input.noteOf(move)
    return note === null ? null : redact(note)
  }
  const steps = checklist.steps.map((step) => redactedStep(step, noteOf))
  const inUse = needsCredential(recipe, setup.answers) ? input.credentials?.[0] : undefined
  const refused = refusalOf(inUse)
  const ownProbes = probes.filter(({ runId }) => !imported.has(runId))
  const facts: Omit<Report, 'brief'> = {
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
    peopleSignIn: needsSignIns(recipe, setup.answers),
    verdict: verdictOf(run, summary, plan, ownProbes, refused !== null),
    steps: { total: checklist.total, done: checklist.done, list: steps },
    mailboxes: input.mailboxes.map((mailbox) => ({
      address: mailbox.address,
      kind: mailbox.kind,
      purpose: mailbox.purpose,
      signInAs: mailbox.signInAs,
      authorisedBy: mailbox.authorisation?.username ?? null,
      authorisedAt: mailbox.authorisation?.at ?? null,
      problem: mailbox.problem === null ? null : (redactDeep(mailbox.problem) as AppError),
    })),
    run,
    imported: importedRuns(run, probes, imported),
    clockSetBack: input.clockSetBack ?? null,
    summary,
    checks: triedChecks(recipe, setup, probes),
    probes,
    notTried:
      run === null
        ? []
        : notTried({
            checks: checksFor(recipe, setup.answers),
            planned: plan.probes,
            ...{ probes, imported: new Set(imported.keys()) },
          }),
    refused,
    attachments: [...(input.attachments ?? [])],
    changes: changesOf(steps, recipe),
    credentials: (input.credentials ?? []).map(({ id: _id, addedBy: _addedBy, ...credential }) => ({
      ...credential,
      hint: redact(credential.hint),
      daysLeft: credential.expiresAt === null ? null : daysUntil(credential.expiresAt, input.now),
    })),
    people: [...(input.people ?? [])],
    deadlines: deadlinesFor(input.deadlines ?? [], recipe, setup.answers, input.now).map(
      ({ id, title, when, state, what, source, checkedOn, sure }) => ({
        ...{ id, title, from: when.from ?? null, to: when.to ?? null, announced: when.text, state },
        ...{ what, source, checkedOn, sure },
      }),
    ),
    departures: departuresOf(recipe, checklist, setup.answers),
    integrity: null,
  }
  const asked = {
    refusal: needsOutside(recipe, setup.answers),
    run: checksFor(recipe, setup.answers).length > 0,
  }
  return { ...facts, brief: briefOf(facts, asked) }
}

function counting(probes: readonly Probe[], run: Run, plan: RunPlan): Probe[] {
  const planned = new Set(plan.probes.map(attemptKey))
  return firstOfEach(probes).filter((probe) => probe.runId === run.id || planned.has(attemptKey(probe)))
}

/** What a file says was the matter is its own opinion: causes and commands out of it are never shown as ours. */
function asHere(probe: Probe, imported: ReadonlyMap<string, string>): Probe {
  return imported.has(probe.runId) && probe.diagnosis !== null ? { ...probe, diagnosis: null } : probe
}

function importedRuns(
  run: Run | null,
  probes: readonly Probe[],
  imported: ReadonlyMap<string, string>,
): Report['imported'] {
  const ids = new Set([...(run === null ? [] : [run.id]), ...probes.map(({ runId }) => runId)])
  return [...ids].flatMap((id) => {
    const at = imported.get(id)
    return at === undefined ? [] : [{ run: id, at }]
  })
}

/**
 * proven: everything that was tried ended as planned, and everything the plan of the setup wants was tried. A run that
 * was stopped half-way, a mailbox added afterwards, or a proof of refusal without a mailbox to refuse, proves nothing
 * about the rest. Nor does a good run whose credential has been refused since (`refused`), or one that came out of a
 * file: `own` are the probes that this PC has sent.
 */
function verdictOf(
  run: Run | null,
  summary: RunSummary | null,
  plan: RunPlan,
  own: readonly Probe[],
  refused: boolean,
): Report['verdict'] {
  if (run === null || summary === null || summary.planned === 0) return 'not-run'
  const good = new Set(own.filter(endedAsExpected).map(attemptKey))
  const covered = plan.missing.length === 0 && plan.probes.every((attempt) => good.has(attemptKey(attempt)))
  return summary.unexpected === 0 && covered && !refused ? 'proven' : 'not-proven'
}

/** The application signs in with this, and was refused: whoever reads last week's good run has to know. */
function refusalOf(inUse: Credential | undefined): Report['refused'] {
  if (inUse === undefined || inUse.refused === null) return null
  return { kind: inUse.kind, at: inUse.refused.at, reply: redact(inUse.refused.reply) }
}

/** Replies come from outside, notes from people: all pass the redactor once more before they leave the house. */
export function redactedProbe(probe: Probe): Probe {
  const reply = probe.reply === null ? null : redact(probe.reply)
  const note = probe.note === null ? null : redact(probe.note)
  const returned = probe.returned === null ? null : redact(probe.returned.text)
  // ten thousand that stay as they are need not be in memory twice
  const reason = probe.reason === null ? null : (redactDeep(probe.reason) as Probe['reason'])
  const plain = JSON.stringify(reason) === JSON.stringify(probe.reason)
  if (plain && reply === probe.reply && note === probe.note && returned === (probe.returned?.text ?? null))
    return probe
  return {
    ...probe,
    ...{ reply, reason, note },
    returned: probe.returned === null ? null : { ...probe.returned, text: returned ?? '' },
  }
}

function redactedStep(step: Checklist['steps'][number], noteOf: NoteOf): Checklist['steps'][number] {
  return {
    ...step,
    history: step.history.map(({ events = [], ...move }) => ({ ...move, note: noteOf({ ...move, events }) })),
  }
}

/** In the recipe's order, each kind of attempt once; those of earlier recipes or without a recipe's check at the end. */
function triedChecks(recipe: Recipe, setup: Setup, probes: readonly Probe[]): ReportCheck[] {
  const planned = checksFor(recipe, setup.answers)
  const order = new Map(planned.map(({ id }, index) => [id, index]))
  const found = new Map<string, ReportCheck>()
  for (const { check, transport, expected } of probes) {
    const key = [check, transport, expected].join(' ')
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

/**
 * What stands: moves that were taken back are no changes, and neither are steps that leave the tenant as it is. A
 * recipe says so by naming nothing that an administrator does there.
 */
function changesOf(steps: Checklist['steps'], recipe: Recipe): Report['changes'] {
  const changing = new Set(recipe.steps.filter(({ practice }) => practice.length > 0).map(({ id }) => id))
  return steps
    .filter((step) => step.automation === null && tenantStages.includes(step.stage) && changing.has(step.id))
    .flatMap((step) =>
      standing(step).map((move) => ({
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

/** The moves that brought a step to where it is, if that is done or waiting for Microsoft. */
function standing({ history, state, waitUntil }: Checklist['steps'][number]): readonly StepMove[] {
  // a wait that is over is shown as in progress, but nothing was taken back
  if (state !== 'done' && state !== 'waiting' && waitUntil === null) return []
  const settled = (to: StepMove['to']) => to === 'done' || to === 'waiting'
  const moves = history.filter(({ from, to }) => from !== to)
  const back = moves.findLastIndex(({ to }) => !settled(to))
  return moves.slice(back + 1).filter(({ to }) => settled(to))
}

/** Of the steps this setup needs, each note once. */
/** Of the steps that are needed, the notes that hold for these answers. */
function departuresOf(recipe: Recipe, checklist: Checklist, answers: Setup['answers']): ManualNote[] {
  const wanted = new Set(checklist.steps.filter((step) => step.state !== 'not-needed').map((step) => step.id))
  return recipe.steps.filter((step) => wanted.has(step.id)).flatMap((step) => ownNotes(step, recipe, answers))
}
