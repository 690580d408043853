/**
 * What a tenant sees of a combination of answers and list, and therefore how far proving one proves others.
 *
 * The rule: two combinations whose registration (platforms, permissions, token boxes), whose steps in Microsoft 365 (in
 * the plan's order), whose roles and whose planned reading are the same, put a tenant into the same setting; names,
 * addresses and texts make no difference to it. In one setting every mailbox is attempted on its own, so a list is proven
 * by any longer list that holds the same kinds of mailbox. Proving one setting with all mailboxes that its combinations
 * list proves every one of them.
 */
import { buildChecklist } from '../../src/domain/checklist/build-checklist.ts'
import { isDelegated } from '../../src/domain/mailbox/by-purpose.ts'
import type { Mailbox } from '../../src/domain/mailbox/mailbox.schema.ts'
import { needed } from '../../src/domain/recipe/conditions.ts'
import type { Recipe } from '../../src/domain/recipe/recipe.schema.ts'
import { checksFor, planRun } from '../../src/domain/run/plan-run.ts'
import type { Answers } from '../../src/domain/setup/setup.schema.ts'
import { registrationRequest } from '../../src/main/adapters/practice/registration-request.ts'
import { everyAnswer, listKinds, lists, namedBeside, type ListKind } from './combinations.ts'
import { contosoSetup, now } from './contoso.ts'

export interface Combination {
  readonly recipe: Recipe
  readonly answers: Answers
  readonly list: ListKind
}

/** Everything a setting is recognised by; two are the same when their keys are. */
export interface Seen {
  readonly key: string
  /** Kinds of attempt: how, on what kind of mailbox, to which end, and what the plan itself holds against it. */
  readonly attempts: readonly string[]
  /** What the plan asks for before anything is sent. */
  readonly missing: readonly string[]
}

export interface Setting {
  readonly key: string
  readonly combinations: readonly Combination[]
  /** The one that is walked; the mailboxes of all of them are listed in it. */
  readonly walked: Combination
  readonly mailboxes: readonly Mailbox[]
}

export function everyCombination(recipe: Recipe): Combination[] {
  return everyAnswer(recipe).flatMap((answers) => listKinds.map((list) => ({ recipe, answers, list })))
}

/** `senders`: in place of the combination's own list. */
export function seenOf(
  { recipe, answers, list }: Combination,
  senders: readonly Mailbox[] = lists[list],
): Seen {
  const mailboxes = [...senders, ...namedBeside]
  const setup = contosoSetup({ recipeId: recipe.id, answers })
  const { steps } = buildChecklist({
    recipe,
    setup,
    mailboxes,
    records: [],
    runs: { lastSummary: null },
    now,
  })
  const open = new Set(steps.filter(({ state }) => state !== 'not-needed').map(({ id }) => id))
  const registration = registrationRequest(recipe, {}, answers)
  const roles = needed(recipe.scoping?.roles ?? [], answers, recipe)
  const run = planRun({ setup, recipe, mailboxes, credential: true })
  const key = JSON.stringify([
    (registration.redirects ?? []).map(({ platform }) => platform).sort(),
    registration.permissions,
    registration.implicit,
    recipe.steps.filter(({ id }) => open.has(id)).flatMap(({ practice }) => practice),
    roles.map(({ name, group }) => [name, group !== undefined]),
    [...new Set(checksFor(recipe, answers).map(({ kind, expected }) => `${kind} ${expected}`))].sort(),
    checksFor(recipe, answers).some(({ mailbox }) => mailbox === 'reply-folder') && answers['reply-mailbox'],
  ])
  const attempts = run.probes.map((probe) => {
    const mailbox = mailboxes.find(({ id }) => id === probe.mailboxId)
    const who = mailbox === undefined ? 'nobody' : `${mailbox.purpose} ${mailbox.kind}`
    const delegated = mailbox !== undefined && isDelegated(mailbox)
    return `${probe.transport} ${who}${delegated ? ' through another' : ''} ${probe.expected} ${probe.obstacle?.code ?? ''}`
  })
  return { key, attempts: [...new Set(attempts)].sort(), missing: run.missing }
}

/**
 * The settings of all combinations, each with the one whose walk proves it. `each`: once more for every kind of list,
 * which the rule makes superfluous.
 */
export function settingsOf(
  combinations: readonly Combination[],
  listed: 'together' | 'each' = 'together',
): Setting[] {
  const keys = new Map(combinations.map((one) => [one, seenOf(one).key]))
  const grouped = Map.groupBy(combinations, (one) =>
    listed === 'each' ? `${keys.get(one)} ${one.list}` : keys.get(one),
  )
  return [...grouped.values()].flatMap((members) => {
    const mailboxes = new Map(
      members.flatMap(({ list }) => lists[list].map((one) => [one.address, one] as const)),
    )
    const [walked] = members
    return walked === undefined
      ? []
      : [
          {
            key: keys.get(walked) ?? '',
            combinations: members,
            walked,
            mailboxes: [...mailboxes.values()],
          },
        ]
  })
}

/** What a walk tries of its recipe: every part of its setting, and every kind of attempt. */
function partsOf({ key, walked, mailboxes }: Setting): string[] {
  const parts = (JSON.parse(key) as unknown[]).flatMap((part, index) =>
    (Array.isArray(part) ? part : [part]).map((one) => `${index} ${JSON.stringify(one)}`),
  )
  return [...parts, ...seenOf(walked, mailboxes).attempts].map((part) => `${walked.recipe.id} ${part}`)
}

/** As few settings as leave out no part that any of them has: the one that adds most comes first. */
export function enoughOf(settings: readonly Setting[]): Setting[] {
  const left = new Map(settings.map((one) => [one, new Set(partsOf(one))]))
  const chosen: Setting[] = []
  for (;;) {
    const [most] = [...left].toSorted(([, one], [, other]) => other.size - one.size)
    if (most === undefined || most[1].size === 0) return chosen
    const [setting, added] = most
    const covered = new Set(added)
    chosen.push(setting)
    left.delete(setting)
    for (const [other, parts] of left)
      left.set(other, new Set([...parts].filter((part) => !covered.has(part))))
  }
}
