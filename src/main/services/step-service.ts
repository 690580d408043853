/** Moves steps of the checklist: by a person, or by the practice administrator in a practice setup. */
import type { ChecklistStep } from '../../domain/checklist/checklist.ts'
import { moveStep } from '../../domain/checklist/move-step.ts'
import { stepConflicts, type StepConflict } from '../../domain/checklist/step-conflicts.ts'
import type { StepMove, StepState } from '../../domain/checklist/step-record.ts'
import { undoStep } from '../../domain/checklist/undo-step.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { placeholderValues } from '../../domain/recipe/placeholders.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { redact } from '../../domain/text/redact.ts'
import type { Clock } from '../ports/clock.ts'
import type { SetupStore } from '../ports/setup-store.ts'
import type { Surroundings } from '../ports/surroundings.ts'
import type { Announcer } from './announcer.ts'
import type { CredentialService } from './credential-service.ts'
import type { SetupDesk } from './setup-desk.ts'

export class StepService {
  readonly #setups: SetupStore
  readonly #desk: SetupDesk
  readonly #credentials: Pick<CredentialService, 'keepFromPractice'>
  readonly #clock: Clock
  readonly #surroundings: Surroundings
  readonly #announcer: Announcer

  constructor(
    ports: { setups: SetupStore; clock: Clock; surroundings: Surroundings },
    desk: SetupDesk,
    credentials: Pick<CredentialService, 'keepFromPractice'>,
    announcer: Announcer,
  ) {
    this.#setups = ports.setups
    this.#clock = ports.clock
    this.#surroundings = ports.surroundings
    this.#desk = desk
    this.#credentials = credentials
    this.#announcer = announcer
  }

  /** A person moves a step. Works with no network and no sign-in. */
  set(setupId: string, stepId: string, to: StepState, note: string | null): Result<null, AppError> {
    return this.#move(setupId, stepId, to, this.#surroundings.user, 'person', note)
  }

  /** The practice administrator does the step in the practice tenant; what was read back becomes the evidence. */
  async practise(setupId: string, stepId: string): Promise<Result<null, AppError>> {
    const connected = await this.#desk.connect(setupId)
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
    if (practice === null)
      return err(
        appError('practice-only', 'The practice administrator only works in practice setups.', {
          next: 'Do the step in the portal and mark it done.',
        }),
      )
    if (step.practice.length === 0)
      return err(
        appError('practice-only', `The practice administrator has no part in “${step.title}”.`, {
          next:
            step.automation === null || step.automation === undefined
              ? 'Mark it done yourself.'
              : 'Sendproof does this step itself.',
        }),
      )
    const senders = this.#desk.senders(setupId)
    const context = {
      recipe,
      values: placeholderValues(setup, recipe, senders),
      answers: setup.answers,
      senders,
    }
    const done: string[] = []
    for (const action of step.practice) {
      const performed = await practice.perform(action, context)
      if (!performed.ok) return performed
      const { said, credential } = performed.value
      done.push(said)
      if (credential === undefined) continue
      const kept = await this.#credentials.keepFromPractice(setupId, credential, credential.expiresAt)
      if (!kept.ok) return kept
    }
    const clientId = await practice.clientId(recipe.id)
    if (clientId !== setup.clientId) this.#setups.saveSetup({ ...setup, clientId })
    return this.#move(setupId, stepId, 'done', 'Practice administrator', 'practice', done.join(' '))
  }

  /** Takes back the last move, when a person made it. */
  undo(setupId: string, stepId: string): Result<null, AppError> {
    return this.#record(setupId, stepId, (step) =>
      undoStep(step, this.#surroundings.user, this.#clock.now().toISOString()),
    )
  }

  /** Where a person's word and what was seen differ. */
  conflicts(setupId: string): Result<StepConflict[], AppError> {
    const opened = this.#desk.open(setupId)
    return opened.ok ? ok(stepConflicts(this.#desk.checklistInput(opened.value))) : opened
  }

  /** A secret typed into a note by mistake is taken out before anything is kept. */
  #move(
    setupId: string,
    stepId: string,
    to: StepState,
    who: string,
    by: StepMove['by'],
    note: string | null,
  ): Result<null, AppError> {
    return this.#record(setupId, stepId, (step) =>
      moveStep(step, to, who, by, this.#clock.now().toISOString(), note === null ? null : redact(note)),
    )
  }

  #record(
    setupId: string,
    stepId: string,
    decide: (step: ChecklistStep) => ReturnType<typeof moveStep>,
  ): Result<null, AppError> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const { steps } = this.#desk.checklist(opened.value)
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
    this.#setups.moveStep(setupId, stepId, decided.value.move, decided.value.waitUntil)
    this.#announcer.emit('setup.changed', { setup: setupId })
    return ok(null)
  }
}

export function unknownStep(stepId: string, known: readonly string[]): AppError {
  return appError('not-found', `This setup has no step “${stepId}”.`, {
    field: 'STEP',
    next: `Its steps: ${known.join(', ')}.`,
  })
}
