/** Setups as they are shown: the card on the start page, and the whole of one. */
import type { SetupCardView, SetupView } from '../../../contract/views.schema.ts'
import { byPurpose, isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import { buildChecklist, refusalsOf } from '../../../domain/checklist/build-checklist.ts'
import { soonestWait } from '../../../domain/checklist/waiting.ts'
import { passwordEnd } from '../../../domain/deadline/password-end.ts'
import { soonestExpiry } from '../../../domain/expiry/expiry-list.ts'
import { signInsOf, unnamedFor } from '../../../domain/run/plan-run.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { CredentialStore, RecipeSource } from '../desk/stores.port.ts'
import type { PracticeHandle } from '../desk/practice-host.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import { cautionsOf, deadlinesOf } from './recipe-warnings.ts'
import { recipeView } from './recipe-view.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'

interface SetupViewPorts {
  readonly credentials: CredentialStore
  readonly runs: RunStore
  readonly recipes: RecipeSource
  readonly clock: Clock
}

/** One card of the start page. */
export function setupCard(ports: SetupViewPorts, desk: SetupDesk, setup: Setup): SetupCardView {
  const opened = desk.withRecipe(setup)
  const checklist = opened.ok ? desk.checklist(opened.value) : null
  const run = ports.runs.listRuns(setup.id)[0]
  return {
    id: setup.id,
    name: setup.name,
    recipeId: setup.recipeId,
    recipeName: opened.ok ? opened.value.recipe.name : `${setup.recipeId} (recipe missing)`,
    tenantName: setup.tenantName ?? setup.tenantId,
    cloud: { name: setup.cloud.name, kind: setup.cloud.kind },
    practice: setup.practice !== null,
    steps: { total: checklist?.total ?? 0, done: checklist?.done ?? 0 },
    next: checklist?.steps.find((step) => step.id === checklist.next)?.title ?? null,
    waiting: checklist === null ? null : soonestWait(checklist.steps),
    deadlines: opened.ok ? deadlinesOf(ports, opened.value) : [],
    lastRun:
      run === undefined
        ? null
        : {
            ...{ at: run.startedAt, state: run.state, summary: ports.runs.summary(run.id) },
            letIn: refusalsOf(ports.runs.refusals(run.id))?.letIn ?? 0,
            imported: run.importedAt !== null,
          },
    expiry: soonestExpiry(ports.credentials.listCredentials(setup.id)),
    createdAt: setup.createdAt,
  }
}

/** `handle`: its practice tenant, once it has been started. */
export function setupView(
  ports: SetupViewPorts,
  desk: SetupDesk,
  opened: OpenSetup,
  handle: PracticeHandle | null,
): SetupView {
  const { setup, recipe } = opened
  const { id } = setup
  const facts = desk.checklistInput(opened)
  const { senders } = byPurpose(facts.mailboxes)
  return {
    id: setup.id,
    name: setup.name,
    recipe: recipeView(recipe, setup.answers),
    tenantId: setup.tenantId,
    tenantName: setup.tenantName,
    clientId: setup.clientId,
    recipient: setup.recipient,
    cloud: {
      name: setup.cloud.name,
      kind: setup.cloud.kind,
      signIn: new URL(setup.cloud.authority).host,
      smtp: `${setup.cloud.smtp.host}:${setup.cloud.smtp.port}`,
    },
    answers: setup.answers,
    practice:
      setup.practice === null
        ? null
        : {
            running: handle !== null,
            faults: setup.practice.faults,
            mailboxes: handle?.mailboxes.map((one) => ({ ...one })) ?? [],
            outside: handle?.outside ?? null,
            calendar: handle?.calendar ?? null,
          },
    checklist: buildChecklist(facts),
    deadlines: deadlinesOf(ports, opened),
    passwordEnd: passwordEnd(
      ports.recipes.deadlines(),
      recipe,
      setup.answers,
      ports.clock.now().toISOString(),
    ),
    cautions: cautionsOf(opened),
    mailboxes: {
      total: senders.length,
      authorised: senders.filter(isSignedIn).length,
      problems: senders.filter((mailbox) => mailbox.problem !== null).length,
      unnamed: unnamedFor({ setup, recipe, mailboxes: facts.mailboxes }),
    },
    signIns: signInsOf(recipe, setup.answers),
    lastRunId: ports.runs.listRuns(id)[0]?.id ?? null,
  }
}
