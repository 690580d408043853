/** Builds the checklist of a setup: recipe + answers + mailboxes + what was recorded, as of one moment. */
import { isDelegated, isSignedIn, byPurpose } from '../mailbox/by-purpose.ts'
import { fill, placeholderValues } from '../recipe/placeholders.ts'
import { linkIn, portalIn } from '../recipe/portals.ts'
import { holds, needed as neededOf } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { RecipeStep } from '../recipe/recipe-step.schema.ts'
import { notesOn, reasonFor } from '../recipe/step-texts.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import { endedAsExpected, type ProbeOutcome } from '../run/probe-outcome.ts'
import { needsSignIns, planRun } from '../run/plan-run.ts'
import type { Run, RunSummary } from '../run/run.schema.ts'
import type { Answers, Setup } from '../setup/setup.schema.ts'
import type { Checklist, ChecklistStep, ShownState } from './checklist.schema.ts'
import { changesSince, lastDone, valuesDoneFor } from './done-for.ts'
import type { StepRecord, StepState } from '../step/step-record.schema.ts'

/** Attempts that must be refused: how many were planned, how many were refused, and how many were let in. */
export interface Refusals {
  readonly planned: number
  readonly refused: number
  readonly letIn: number
}

/** Null when nothing that must be refused was planned. Others among the probes are left out. */
export function refusalsOf(probes: readonly Omit<ProbeOutcome, 'from' | 'check'>[]): Refusals | null {
  const planned = probes.filter(({ expected }) => expected === 'refused')
  if (planned.length === 0) return null
  return {
    planned: planned.length,
    refused: planned.filter(endedAsExpected).length,
    letIn: planned.filter(({ outcome }) => outcome === 'accepted').length,
  }
}

export interface ChecklistInput {
  readonly recipe: Recipe
  readonly setup: Setup
  /** All of the setup; recipients are left out of the counts. */
  readonly mailboxes: readonly Mailbox[]
  readonly records: readonly StepRecord[]
  readonly runs: {
    readonly lastSummary: RunSummary | null
    /** Tells a run that failed (blocked) from one that is still sending (doing); doing when not given. */
    readonly lastState?: Run['state'] | null
    /** Attempts of the plan as it is now that no run has made: none when not given. */
    readonly untried?: number
    /** Of the last run that tried to get in where the application must be kept out; none when no run did. */
    readonly refusals?: Refusals | null
  }
  /** ISO time. */
  readonly now: string
}

/**
 * - A step whose condition does not hold is `not-needed`, whatever was recorded; its history stays.
 * - A waiting step whose time is over is shown as `doing`: the wait is done, looking whether it worked is not.
 *   `waitUntil` stays, so that the page can say since when.
 * - A step that was done for other values than it has now is `changed`: what was done may be right no more, and NEXT
 *   brings it up.
 * - Sendproof's own steps (authorise, verify, refusal) follow the facts, unless a person set them last to something a fact
 *   cannot know (done, waiting, blocked, not-needed). Putting one back to `todo` gives it back to the facts.
 */
export function buildChecklist(input: ChecklistInput): Checklist {
  const { recipe, setup, mailboxes } = input
  const { senders } = byPurpose(mailboxes)
  const values = placeholderValues(setup, recipe, mailboxes)
  const records = new Map(input.records.map((record) => [record.stepId, record]))

  const changes = new Map(
    recipe.steps.map((step) => {
      const then = step.automation === undefined ? lastDone(records.get(step.id)) : undefined
      if (then === undefined) return [step.id, []]
      return [step.id, changesSince(then, valuesDoneFor(step, recipe, setup, values), recipe.revision)]
    }),
  )
  const changesOf = (id: string) => changes.get(id) ?? []
  const states = new Map(
    recipe.steps.map((step): [string, ShownState] => {
      const state = stateOf(step, records.get(step.id), senders, input)
      const settled = state === 'not-needed' || changesOf(step.id).length === 0
      return [step.id, settled ? state : 'changed']
    }),
  )
  const isOpen = (id: string) => {
    const state = states.get(id)
    return state !== undefined && state !== 'done' && state !== 'not-needed'
  }
  const steps = recipe.steps.map((step): ChecklistStep => {
    const record = records.get(step.id)
    const state = states.get(step.id) ?? 'todo'
    return {
      id: step.id,
      stage: step.stage,
      title: fill(step.title, values).text,
      role: step.role,
      minutes: step.minutes,
      waitMinutes: step.waitMinutes,
      what: step.what,
      clicks: clicksOf(step, setup.answers, recipe).map((click) => fill(click, values).text),
      why: reasonFor(step, recipe, setup.answers),
      portal: portalIn(setup.cloud, step.portal),
      link: linkIn(setup.cloud, step.link ?? null),
      values: neededOf(step.values, setup.answers, recipe).map((value) => filledValue(value, values)),
      after: step.after ?? null,
      manual: notesOn(step, recipe, setup.answers),
      needs: [...step.needs],
      waitsFor: step.needs.filter(isOpen),
      state,
      ...(state === 'changed' ? { changes: changesOf(step.id) } : {}),
      waitUntil:
        record !== undefined && record.state === 'waiting' && state !== 'not-needed'
          ? record.waitUntil
          : null,
      automation: step.automation ?? null,
      ...(step.script === undefined ? {} : { script: step.script }),
      practice: setup.practice !== null && step.practice.length > 0,
      history: record === undefined ? [] : [...record.history],
    }
  })
  const needed = steps.filter((step) => step.state !== 'not-needed')
  return {
    steps,
    total: needed.length,
    done: needed.filter((step) => step.state === 'done').length,
    next: nextStep(needed),
  }
}

/**
 * The first step somebody can work on; then one that is blocked, because that needs a person too; a waiting one
 * only when nothing else is left. What waits for another step comes last. Where Sendproof or a script has named what
 * blocks, there is something to do: such a step keeps its place.
 */
function nextStep(needed: readonly ChecklistStep[]): string | null {
  const open = needed.filter((step) => step.state !== 'done')
  const free = open.filter((step) => step.waitsFor.length === 0)
  const found =
    free.find(
      (step) =>
        step.state === 'todo' ||
        step.state === 'doing' ||
        step.state === 'changed' ||
        (step.state === 'blocked' && (step.automation !== null || step.script !== undefined)),
    ) ??
    free.find((step) => step.state === 'blocked') ??
    free.find((step) => step.state === 'waiting') ??
    open[0]
  return found?.id ?? null
}

function stateOf(
  step: RecipeStep,
  record: StepRecord | undefined,
  senders: readonly Mailbox[],
  { setup, recipe, mailboxes, runs, now }: ChecklistInput,
): StepState {
  if (!isNeeded(step, setup.answers, recipe, senders)) return 'not-needed'
  const recorded = record === undefined ? 'todo' : shownState(record, now)
  if (step.automation === undefined) return recorded
  // A note says nothing about the state.
  const last = record?.history.findLast((move) => move.from !== move.to)
  if (last?.by === 'person' && last.to !== 'todo' && last.to !== 'doing') return recorded
  if (step.automation === 'verify')
    return verifyState(runs, () => planRun({ setup, recipe, mailboxes, credential: true }).missing.length > 0)
  if (step.automation === 'refusal') return refusalState(runs.refusals ?? null)
  // where the application signs in by itself, nobody has to
  return needsSignIns(recipe, setup.answers) ? authoriseState(senders) : 'not-needed'
}

/**
 * The mailboxes of the setup know better than an answer whether somebody signs in for another address; every other
 * condition of such a step still has to hold.
 */
function isNeeded(step: RecipeStep, answers: Answers, recipe: Recipe, senders: readonly Mailbox[]): boolean {
  if (step.forDelegation !== true || senders.length === 0) return holds(step.when, answers, recipe)
  const conditions = step.when === undefined ? [] : [step.when].flat()
  const others = conditions.filter(({ is }) => ![is].flat().includes('shared'))
  return senders.some(isDelegated) && others.every((condition) => holds(condition, answers, recipe))
}

function shownState(record: StepRecord, now: string): StepState {
  const over = record.waitUntil !== null && Date.parse(record.waitUntil) <= Date.parse(now)
  return record.state === 'waiting' && over ? 'doing' : record.state
}

/** blocked as soon as one sign-in failed: the others can go on, but this one needs a person. */
function authoriseState(senders: readonly Mailbox[]): StepState {
  const authorised = senders.filter(isSignedIn).length
  if (senders.length > 0 && authorised === senders.length) return 'done'
  if (senders.some(({ problem }) => problem !== null)) return 'blocked'
  return authorised > 0 ? 'doing' : 'todo'
}

/** A mailbox that was let in outweighs any that was refused. */
function refusalState(refusals: Refusals | null): StepState {
  if (refusals === null) return 'todo'
  if (refusals.letIn > 0) return 'blocked'
  return refusals.refused === refusals.planned ? 'done' : 'todo'
}

/**
 * One mailbox that was proven says nothing of those that were not tried yet. `lacking`: the plan wants something tried
 * that no mailbox is named for, as a refusal that has to be proven.
 */
function verifyState(
  { lastSummary, lastState, untried = 0 }: ChecklistInput['runs'],
  lacking: () => boolean,
): StepState {
  if (lastSummary === null || lastSummary.planned === 0) return 'todo'
  if (lastSummary.unexpected === 0) {
    if (lacking()) return 'blocked'
    return untried === 0 ? 'done' : 'doing'
  }
  return lastState === 'finished' || lastState === 'stopped' ? 'blocked' : 'doing'
}

function clicksOf({ clicks }: RecipeStep, answers: Answers, recipe: Recipe): string[] {
  const all = clicks.map((one) => (typeof one === 'string' ? { click: one } : one))
  return neededOf(all, answers, recipe).map(({ click }) => click)
}

/** A secret's value is never filled in: the page shows what to look for, not what it is. */
function filledValue(
  { label, value, secret }: RecipeStep['values'][number],
  values: Readonly<Record<string, string>>,
): ChecklistStep['values'][number] {
  if (secret) return { label, value, secret, missing: [] }
  const { text, missing } = fill(value, values)
  return { label, value: text, secret, missing }
}
