/** Looks a setup up with everything that belongs to it: the ground the other services stand on. */
import {
  buildChecklist,
  type ChecklistInput,
  type Refusals,
} from '../../../domain/checklist/build-checklist.ts'
import type { Checklist } from '../../../domain/checklist/checklist.schema.ts'
import { valuesDoneFor } from '../../../domain/checklist/done-for.ts'
import type { DecidedMove } from '../../../domain/checklist/move-step.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { placeholderValues } from '../../../domain/recipe/placeholders.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { countUntried, type PlanInput } from '../../../domain/run/plan-run.ts'
import { endedAsExpected } from '../../../domain/run/probe-outcome.ts'
import { summarise } from '../../../domain/run/summarise.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { MailboxStore, RecipeSource, SetupStore } from './stores.port.ts'
import type { PracticeHandle, PracticeHost } from './practice-host.port.ts'
import type { RunStore } from './run-store.port.ts'
import type { TenantResolver } from './tenant-resolver.ts'
import { latestOutcomes, runsLookedAt } from './latest-probes.ts'

export interface OpenSetup {
  readonly setup: Setup
  readonly recipe: Recipe
}

/** A setup whose tenant can be talked to; `practice` is null for a real tenant. */
export interface ConnectedSetup extends OpenSetup {
  readonly cloud: Cloud
  readonly practice: PracticeHandle | null
}

export interface SetupDeskPorts {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly practice: PracticeHost
  readonly clock: Clock
  readonly resolver: Pick<TenantResolver, 'ready'>
}

export class SetupDesk {
  readonly #ports: SetupDeskPorts

  constructor(ports: SetupDeskPorts) {
    this.#ports = ports
  }

  open(id: string): Result<OpenSetup, AppError> {
    const setup = this.#ports.setups.getSetup(id)
    return setup === null ? err({ code: 'setup-gone' }) : this.withRecipe(setup)
  }

  withRecipe(setup: Setup): Result<OpenSetup, AppError> {
    const recipe = this.#ports.recipes.recipe(setup.recipeId)
    return recipe === null
      ? err({ code: 'recipe-missing', recipe: setup.recipeId, setup: setup.name })
      : ok({ setup, recipe })
  }

  /** Starts (or joins) the practice tenant of a practice setup; looks up the id of a real one known by its domain. */
  async connect(id: string): Promise<Result<ConnectedSetup, AppError>> {
    const opened = this.open(id)
    if (!opened.ok) return opened
    const { setup, recipe } = opened.value
    if (setup.practice === null) {
      const ready = await this.#ports.resolver.ready(setup)
      if (!ready.ok) return ready
      return ok({ setup: ready.value, recipe, cloud: ready.value.cloud, practice: null })
    }
    const handle = await this.#ports.practice.ensure(setup, recipe)
    if (!handle.ok) return handle
    return ok({ setup, recipe, cloud: handle.value.cloud, practice: handle.value })
  }

  checklist(open: OpenSetup): Checklist {
    return buildChecklist(this.checklistInput(open))
  }

  /** The facts and records a checklist is built from, as of now. */
  checklistInput({ setup, recipe }: OpenSetup): ChecklistInput {
    const mailboxes = this.#ports.mailboxes.listMailboxes(setup.id)
    return {
      recipe,
      setup,
      mailboxes,
      records: this.#ports.setups.stepRecords(setup.id),
      runs: {
        ...this.#lastRun({ setup, recipe, mailboxes }),
        ...(recipe.steps.some(({ automation }) => automation === 'refusal')
          ? { refusals: this.#lastRefusals(setup.id) }
          : {}),
      },
      now: this.#ports.clock.now().toISOString(),
    }
  }

  /** Keeps a move; one that says the step is done keeps the values it was done for. */
  recordMove({ setup, recipe }: OpenSetup, stepId: string, decided: DecidedMove): void {
    const { move, waitUntil, settles } = decided
    const step = recipe.steps.find(({ id }) => id === stepId)
    if (step === undefined || !settles) {
      this.#ports.setups.moveStep(setup.id, stepId, move, waitUntil)
      return
    }
    const known = placeholderValues(setup, recipe, this.#ports.mailboxes.listMailboxes(setup.id))
    const doneFor = { revision: recipe.revision, values: valuesDoneFor(step, recipe, setup, known) }
    this.#ports.setups.moveStep(setup.id, stepId, { ...move, doneFor }, waitUntil)
  }

  senders(setupId: string): Mailbox[] {
    return this.#ports.mailboxes.senders(setupId)
  }

  #lastRun(planned: Pick<PlanInput, 'setup' | 'recipe' | 'mailboxes'>): ChecklistInput['runs'] {
    const { runs } = this.#ports
    const setupId = planned.setup.id
    const [run, ...earlier] = runs.listRuns(setupId).filter(({ importedAt }) => importedAt === null)
    if (run === undefined) return { lastSummary: null, lastState: null }
    const alone = earlier.length === 0
    const summary = alone ? runs.summary(run.id) : null
    // Only where everything tried is good does it matter what was not tried.
    if (summary !== null && summary.unexpected > 0) return { lastSummary: summary, lastState: run.state }
    const outcomes = latestOutcomes(runs, setupId, run.id)
    return {
      lastSummary: summary ?? summarise(outcomes),
      lastState: run.state,
      untried: countUntried(planned, outcomes),
    }
  }

  /** A run of “only what failed” tries nothing that was refused before: the last one that did counts. */
  #lastRefusals(setupId: string): Refusals | null {
    const { runs } = this.#ports
    const own = runs.listRuns(setupId).filter(({ importedAt }) => importedAt === null)
    for (const run of own.slice(0, runsLookedAt)) {
      const outcomes = runs.refusals(run.id)
      if (outcomes.length === 0) continue
      return {
        planned: outcomes.length,
        refused: outcomes.filter(endedAsExpected).length,
        letIn: outcomes.filter(({ outcome }) => outcome === 'accepted').length,
      }
    }
    return null
  }
}
