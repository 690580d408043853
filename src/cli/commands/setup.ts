/** setup create | list | status | remove */
import path from 'node:path'
import { loadCloudFile } from '../../main/adapters/system/cloud-file.ts'
import { refusalsOf } from '../../domain/checklist/build-checklist.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { SetupView } from '../../contract/views.schema.ts'
import type { ChecklistStep } from '../../domain/checklist/checklist.schema.ts'
import type { Cloud } from '../../domain/cloud/cloud.schema.ts'
import { factsOfMailboxes } from '../../domain/recipe/placeholders.ts'
import { minutesLeft, stepsFor } from '../../domain/checklist/what-is-left.ts'
import { roles } from '../../domain/recipe/recipe-step.schema.ts'
import type { Unnamed } from '../../domain/run/plan-run.ts'
import { datedLaterBefore } from '../../domain/run/clock-order.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { domainToLookUp } from '../../domain/setup/given-tenant.ts'
import { en } from '../../words/en.ts'
import { sayStep } from '../../words/say-step.ts'
import type { NewSetup } from '../../main/services/setup/setup-service.ts'
import { missingOption, oneOf, wholeNumber, type Arguments, type Command } from '../frame/command.ts'
import type { Composition } from '../frame/compose.ts'
import { answerOptions, doubts, typedAnswers } from './typed-answers.ts'

export const setupCommands: readonly Command[] = [
  {
    words: ['setup', 'create'],
    usage:
      '(--recipe ID | --template FILE) --name NAME (--practice [--prepared] [--mailboxes N] [--seed N] [--fault NAME]… | --tenant ID --client-id ID [--cloud NAME|FILE]) [--answers FILE] [--answer NAME=VALUE]…',
    options: {
      recipe: { type: 'string' },
      template: { type: 'string' },
      name: { type: 'string' },
      practice: { type: 'boolean' },
      prepared: { type: 'boolean' },
      mailboxes: { type: 'string' },
      seed: { type: 'string' },
      fault: { type: 'string', multiple: true },
      tenant: { type: 'string' },
      'client-id': { type: 'string' },
      cloud: { type: 'string' },
      ...answerOptions,
    },
    positionals: [0, 0],
    async run({ io, args, compose, words }) {
      const said = words.cli.setup
      const name = args.text('name')
      const file = args.text('template')
      if (args.text('recipe') === undefined && file === undefined) return err(missingOption('--recipe'))
      if (name === undefined) return err(missingOption('--name'))
      const where = readWhere(args)
      if (!where.ok) return where
      const composed = await compose()
      if (!composed.ok) return composed
      const { app } = composed.value
      const template = file === undefined ? ok(null) : await app.templates.read(path.resolve(file))
      if (!template.ok) return template
      const recipe = args.text('recipe') ?? template.value?.recipe.id ?? ''
      if (template.value !== null && template.value.recipe.id !== recipe)
        return err({
          code: 'template-of-other-recipe',
          recipe: template.value.recipe.id,
          field: '--template',
        })
      const typed = await typedAnswers(args, composed.value, template.value?.answers ?? {})
      if (!typed.ok) return typed
      const answers =
        where.value.kind === 'practice' ? withPracticeHosts(typed.value, composed.value, recipe) : typed.value
      const created = await app.setups.create({
        recipe,
        name,
        answers,
        where: where.value,
      })
      if (!created.ok) return created
      // after it was taken: a refusal says one thing, the first to put right
      for (const { what, next } of doubts(composed.value, recipe, answers, idsOf(where.value)))
        io.err(said.check(`${what} ${next}`))
      if (template.value !== null) {
        const applied = app.templates.apply(created.value.id, template.value)
        if (!applied.ok) return applied
      }
      const { id, tenantId, tenantName, clientId, recipient } = created.value
      const later = domainToLookUp(created.value)
      if (later !== null) io.err(said.tenantLater(later))
      if (args.flag('json'))
        io.out(JSON.stringify({ id, name: created.value.name, tenantId, tenantName, clientId, recipient }))
      else {
        io.out(said.created(created.value.name))
        if (where.value.kind === 'tenant' && tenantId !== null && tenantName !== null)
          io.out(said.tenantFound(tenantName, tenantId))
      }
      return ok(0)
    },
  },
  {
    words: ['setup', 'list'],
    usage: '',
    options: {},
    positionals: [0, 0],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const { cards, damaged } = composed.value.app.setups.list()
      for (const name of damaged) io.err(words.cli.setup.damaged(name))
      if (args.flag('json')) io.out(JSON.stringify(cards))
      else if (cards.length === 0 && damaged.length === 0) io.out(words.cli.setup.none)
      else
        for (const card of cards)
          io.out(
            `${card.name.padEnd(32)} ${card.recipeId.padEnd(18)} ${`${card.steps.done}/${card.steps.total}`.padEnd(7)} ${card.next ?? words.cli.setup.allDone}`,
          )
      return ok(damaged.length === 0 ? 0 : 3)
    },
  },
  {
    words: ['setup', 'status'],
    usage: `NAME [--role ${roles.join('|')}] [--left]`,
    options: { role: { type: 'string' }, left: { type: 'boolean' } },
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const said = words.cli.setup
      const role = oneOf(args, 'role', roles)
      if (!role.ok) return role
      const composed = await compose()
      if (!composed.ok) return composed
      const { app, ports } = composed.value
      const setup = app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const view = app.setups.get(setup.value.id)
      if (!view.ok) return view
      const conflicts = app.steps.conflicts(setup.value.id)
      if (!conflicts.ok) return conflicts
      const { checklist, mailboxes, recipe } = view.value
      const steps = stepsFor(checklist, { role: role.value, left: args.flag('left') })
      if (args.flag('json')) {
        io.out(
          JSON.stringify({
            ...view.value,
            // English whatever the language: programs read it
            checklist: { ...checklist, steps: steps.map((step) => ({ ...step, ...sayStep(en, step) })) },
            conflicts: conflicts.value,
          }),
        )
        return ok(0)
      }
      io.out(
        said.progress({
          name: view.value.name,
          product: recipe.name,
          done: checklist.done,
          total: checklist.total,
          signedIn: view.value.signIns.senders ? mailboxes.authorised : null,
          mailboxes: mailboxes.total,
        }),
      )
      const ends = view.value.passwordEnd
      if (ends !== null) {
        const { ask, answer } = words.dates.passwordEnd(recipe.name, ends, ports.clock.now().toISOString())
        io.out(`${ask} ${answer}`)
      }
      const runs = app.runQueries.list(setup.value.id)
      const [last] = runs
      if (last !== undefined)
        io.out(
          said.lastRun({
            at: last.startedAt,
            state: last.state,
            ...ports.runs.summary(last.id),
            letIn: refusalsOf(ports.runs.refusals(last.id))?.letIn ?? 0,
            importedAt: last.importedAt,
            datedLaterBefore: datedLaterBefore(runs, last.id),
          }),
        )
      if (steps.length === 0) io.out(args.flag('left') ? said.nothingLeft : said.noSteps)
      const now = ports.clock.now().toISOString()
      const { terms } = words
      const width = Math.max(...steps.map((step) => terms.states[step.state].length))
      for (const step of steps) {
        const minutes = minutesLeft(step, now)
        const wait = minutes === null ? '' : said.minutesLeft(minutes)
        io.out(
          `${step.id === checklist.next ? '→' : ' '} ${terms.states[step.state].padEnd(width)} ${step.id.padEnd(26)} ${step.title} (${terms.rolesOnScreen[step.role]}${wait})`,
        )
        for (const change of step.changes ?? [])
          io.out(`             ! ${ports.words.checklist.changed(change)}`)
        const conflict = conflicts.value.find((one) => one.step === step.id)
        if (conflict !== undefined) io.out(`             ! ${ports.words.checklist.conflict(conflict)}`)
      }
      const next = steps.find((step) => step.id === checklist.next)
      // of a wait the line above says how long it still takes
      if (next === undefined || next.state === 'waiting') return ok(0)
      const first = namedFirst(next, mailboxes)
      io.out(
        first === null ? said.showStep(view.value.name, next.id) : said.nameFirst(first, view.value.name),
      )
      return ok(0)
    },
  },
  {
    words: ['setup', 'remove'],
    usage: 'NAME --yes',
    options: { yes: { type: 'boolean' } },
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      if (!args.flag('yes')) return err({ code: 'removal-not-confirmed', field: '--yes' })
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const removed = await composed.value.app.setups.remove(setup.value.id)
      if (!removed.ok) return removed
      const { id, name } = setup.value
      io.out(args.flag('json') ? JSON.stringify({ id, name }) : words.cli.setup.removed(name))
      return ok(0)
    },
  },
]

/** The practice tenant brings its own ids, and they are right. */
function idsOf(where: NewSetup['where']): { tenantId: string; clientId: string } {
  return where.kind === 'tenant' ? where : { tenantId: '', clientId: '' }
}

function readWhere(args: Arguments): Result<NewSetup['where'], AppError> {
  if (args.flag('practice')) {
    for (const option of ['tenant', 'client-id', 'cloud'])
      if (args.text(option) !== undefined)
        return err({
          code: 'options-exclude',
          option: `--${option}`,
          other: '--practice',
          field: `--${option}`,
        })
    const mailboxes = wholeNumber(args, 'mailboxes', 5, 1, 10_000)
    if (!mailboxes.ok) return mailboxes
    const seed = wholeNumber(args, 'seed', 1, 0, 999_999_999)
    if (!seed.ok) return seed
    return ok({
      kind: 'practice',
      mailboxes: mailboxes.value,
      seed: seed.value,
      prepared: args.flag('prepared'),
      faults: args.texts('fault'),
    })
  }
  for (const option of ['prepared', 'mailboxes', 'seed', 'fault'])
    if (args.flag(option) || args.text(option) !== undefined || args.texts(option).length > 0)
      return err({
        code: 'option-needs',
        option: `--${option}`,
        needs: ['--practice'],
        field: `--${option}`,
      })
  const tenantId = args.text('tenant')
  if (tenantId === undefined) return err(missingOption('--tenant'))
  const cloud = args.text('cloud') ?? 'global'
  let chosen: Cloud | string = cloud
  if (/[\\/.]/.test(cloud)) {
    const loaded = loadCloudFile(cloud)
    if (!loaded.ok) return loaded
    chosen = loaded.value
  }
  return ok({ kind: 'tenant', cloud: chosen, tenantId, clientId: args.text('client-id') ?? '' })
}

/** A practice setup may leave out what only a real product knows. */
function withPracticeHosts(
  answers: Readonly<Record<string, unknown>>,
  { ports }: Composition,
  recipeId: string,
): Record<string, unknown> {
  const questions = ports.recipes.recipe(recipeId)?.questions ?? []
  const hosts = questions.filter((question) => question.type === 'text' && question.shape === 'host-name')
  return {
    ...Object.fromEntries(hosts.map(({ id }) => [id, `${recipeId}.contoso.example`])),
    ...answers,
  }
}

/** What has to be named before the next step can be done whole; null when nothing. */
function namedFirst(
  { automation, values }: ChecklistStep,
  { total, unnamed }: SetupView['mailboxes'],
): 'senders' | Unnamed | null {
  const missing = values.flatMap((value) => value.missing).filter((name) => name !== 'recipient')
  if (total === 0 && (automation !== null || missing.some((name) => factsOfMailboxes.has(name))))
    return 'senders'
  return automation === 'verify' || automation === 'refusal' ? (unnamed[0] ?? null) : null
}
