/** Moves steps of the checklist: by a person, or by the practice administrator in a practice setup. */
import type { ChecklistStep, StepConflict } from '../../../domain/checklist/checklist.schema.ts'
import { moveStep } from '../../../domain/checklist/move-step.ts'
import { stepConflicts } from '../../../domain/checklist/step-conflicts.ts'
import { byPurpose } from '../../../domain/mailbox/by-purpose.ts'
import type { StepEvent } from '../../../domain/step/step-event.schema.ts'
import type { StepState } from '../../../domain/step/step-record.schema.ts'
import { undoStep } from '../../../domain/checklist/undo-step.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { placeholderValues } from '../../../domain/recipe/placeholders.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { CredentialService } from '../credential/credential-service.ts'
import { practiceAdministrator } from '../setup/practice-setups.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

export interface StepServiceDeps {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
  readonly keeper: Pick<CredentialService, 'keepFromPractice'>
  readonly announcer: Announcer
}

/** A step that moves because of what was read; `differs`: ids of checks or layers. */
interface ReadMove {
  readonly step: string
  readonly to: 'done' | 'waiting' | 'blocked'
  readonly differs: readonly string[]
}

export class StepService {
  readonly #deps: StepServiceDeps

  constructor(deps: StepServiceDeps) {
    this.#deps = deps
  }

  /** A person moves a step, or with `to` null only adds a note. Works with no network and no sign-in. */
  set(setupId: string, stepId: string, to: StepState | null, note: string | null): Result<null, AppError> {
    const { user } = this.#deps.surroundings
    // A secret typed into a note by mistake is taken out before anything is kept.
    const text = note === null ? null : redact(note)
    return this.#record(setupId, stepId, (step) => moveStep(step, to, user, 'person', this.#now(), text))
  }

  /** The practice administrator does the step in the practice tenant; what was read back becomes the evidence. */
  async practise(setupId: string, stepId: string): Promise<Result<null, AppError>> {
    const connected = await this.#deps.desk.connect(setupId)
    if (!connected.ok) return connected
    const { setup, recipe, practice } = connected.value
    const step = recipe.steps.find((one) => one.id === stepId)
    if (step === undefined)
      return err(
        unknownStep(
          stepId,
          recipe.steps.map((one) => one.id),
        ),
      )
    if (practice === null) return err({ code: 'practice-setups-only' })
    if (step.practice.length === 0)
      return err({
        code: 'practice-step-not-offered',
        title: step.title,
        automated: step.automation !== undefined,
      })
    const senders = this.#deps.desk.senders(setupId)
    const { calendars } = byPurpose(this.#deps.mailboxes.listMailboxes(setupId))
    const context = {
      clientId: setup.clientId,
      recipe,
      values: placeholderValues(setup, recipe, [...senders, ...calendars]),
      answers: setup.answers,
      senders,
      calendars: calendars.map(({ address }) => address),
    }
    const events: StepEvent[] = []
    for (const action of step.practice) {
      const performed = await practice.perform(action, context)
      if (!performed.ok) return performed
      const { event, credential } = performed.value
      events.push(event)
      if (credential === undefined) continue
      const kept = await this.#deps.keeper.keepFromPractice(
        setupId,
        credential,
        credential.expiresAt,
        practiceAdministrator,
      )
      if (!kept.ok) return kept
    }
    const clientId = (await practice.clientId(recipe.id)) ?? setup.clientId
    if (clientId !== setup.clientId) this.#deps.setups.saveSetup({ ...setup, clientId })
    return this.#record(setupId, stepId, (one) =>
      moveStep(one, 'done', practiceAdministrator, 'practice', this.#now(), null, events),
    )
  }

  /** What was read from the tenant moves steps; what people said stays in the history beside it. */
  checked(
    setupId: string,
    verdicts: readonly ReadMove[],
    read: { readonly who: string; readonly at: string },
  ): Result<null, AppError> {
    for (const { step: stepId, to, differs } of verdicts) {
      const event: StepEvent = { code: 'read-from-tenant', ...read, differs: [...differs] }
      const moved = this.#record(setupId, stepId, (step) =>
        moveStep(step, to, 'Sendproof', 'check', this.#now(), null, [event]),
      )
      if (!moved.ok) return moved
    }
    return ok(null)
  }

  /** What came back from somebody elsewhere, in a person's name: nothing of it was read from the tenant. */
  reported(
    setupId: string,
    steps: readonly string[],
    who: string,
    events: readonly StepEvent[],
    to: 'done' | 'blocked' = 'done',
  ): Result<null, AppError> {
    for (const stepId of steps) {
      const moved = this.#record(setupId, stepId, (step) =>
        moveStep(step, to, who, 'person', this.#now(), null, events),
      )
      if (!moved.ok) return moved
    }
    return ok(null)
  }

  /** Takes back the last move, when a person made it. */
  undo(setupId: string, stepId: string): Result<null, AppError> {
    return this.#record(setupId, stepId, (step) => undoStep(step, this.#deps.surroundings.user, this.#now()))
  }

  /** Where a person's word and what was seen differ. */
  conflicts(setupId: string): Result<StepConflict[], AppError> {
    const opened = this.#deps.desk.open(setupId)
    return opened.ok ? ok(stepConflicts(this.#deps.desk.checklistInput(opened.value))) : opened
  }

  #record(
    setupId: string,
    stepId: string,
    decide: (step: ChecklistStep) => ReturnType<typeof moveStep>,
  ): Result<null, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { steps } = this.#deps.desk.checklist(opened.value)
    const step = steps.find((one) => one.id === stepId)
    if (step === undefined)
      return err(
        unknownStep(
          stepId,
          steps.map((one) => one.id),
        ),
      )
    const decided = decide(step)
    if (!decided.ok) return decided
    this.#deps.desk.recordMove(opened.value, stepId, decided.value)
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }

  #now(): string {
    return this.#deps.clock.now().toISOString()
  }
}

export function unknownStep(step: string, known: readonly string[]): AppError {
  return { code: 'step-unknown', step, known, field: 'step' }
}
