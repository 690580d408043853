/** setup create | list | status | remove */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { loadCloudFile } from '../../main/adapters/system/cloud-file.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { Cloud } from '../../domain/cloud/cloud.schema.ts'
import { registrationFindings } from '../../domain/credential/registration-findings.ts'
import { minutesLeft, stepsFor } from '../../domain/checklist/what-is-left.ts'
import { roles } from '../../domain/recipe/recipe.schema.ts'
import { datedLaterBefore } from '../../domain/run/clock-order.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { setupFindings } from '../../domain/recipe/answers.ts'
import { domainToLookUp } from '../../domain/setup/given-tenant.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'
import { en } from '../../words/en.ts'
import { sayStep } from '../../words/say-step.ts'
import type { NewSetup } from '../../main/services/setup/setup-service.ts'
import { sayFinding, type SaidFinding } from '../../words/shape/say-finding.ts'
import { missingOption, oneOf, wholeNumber, type Arguments, type Command } from '../frame/command.ts'
import type { Composition } from '../frame/compose.ts'

const largestAnswers = 256 * 1024

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
      answers: { type: 'string' },
      answer: { type: 'string', multiple: true },
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
      const answers = readAnswers(
        args,
        composed.value,
        recipe,
        where.value.kind === 'practice',
        template.value?.answers ?? {},
      )
      if (!answers.ok) return answers
      const created = await app.setups.create({
        recipe,
        name,
        answers: answers.value,
        where: where.value,
      })
      if (!created.ok) return created
      // after it was taken: a refusal says one thing, the first to put right
      for (const { what, next } of doubts(composed.value, recipe, answers.value, where.value))
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
      const cards = composed.value.app.setups.list()
      if (args.flag('json')) io.out(JSON.stringify(cards))
      else if (cards.length === 0) io.out(words.cli.setup.none)
      else
        for (const card of cards)
          io.out(
            `${card.name.padEnd(32)} ${card.recipeId.padEnd(18)} ${`${card.steps.done}/${card.steps.total}`.padEnd(7)} ${card.next ?? words.cli.setup.allDone}`,
          )
      return ok(0)
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
          signedIn: mailboxes.authorised,
          mailboxes: mailboxes.total,
        }),
      )
      const runs = app.runQueries.list(setup.value.id)
      const [last] = runs
      if (last !== undefined)
        io.out(
          said.lastRun({
            at: last.startedAt,
            state: last.state,
            ...ports.runs.summary(last.id),
            importedAt: last.importedAt,
            datedLaterBefore: datedLaterBefore(runs, last.id),
          }),
        )
      if (steps.length === 0) io.out(args.flag('left') ? said.nothingLeft : said.noSteps)
      const now = ports.clock.now().toISOString()
      for (const step of steps) {
        const minutes = minutesLeft(step, now)
        const wait = minutes === null ? '' : said.minutesLeft(minutes)
        io.out(
          `${step.id === checklist.next ? '→' : ' '} ${step.state.padEnd(10)} ${step.id.padEnd(26)} ${step.title} (${step.role}${wait})`,
        )
        for (const change of step.changes ?? [])
          io.out(`             ! ${ports.words.checklist.changed(change)}`)
        const conflict = conflicts.value.find((one) => one.step === step.id)
        if (conflict !== undefined) io.out(`             ! ${ports.words.checklist.conflict(conflict)}`)
      }
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
      io.out(words.cli.setup.removed(setup.value.name))
      return ok(0)
    },
  },
]

/** What is doubtful about ids, answers and registration before a network is asked; what cannot work is refused elsewhere. */
function doubts(
  { ports }: Composition,
  recipeId: string,
  answers: Readonly<Record<string, unknown>>,
  where: NewSetup['where'],
): SaidFinding[] {
  const recipe = ports.recipes.recipe(recipeId)
  if (recipe === null) return []
  const plain = Object.entries(answers).filter(
    (entry): entry is [string, string | boolean] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'boolean',
  )
  const given = Object.fromEntries(plain)
  const typed = setupFindings({
    questions: recipe.questions,
    answers: given,
    tenantId: where.kind === 'tenant' ? where.tenantId : '',
    clientId: where.kind === 'tenant' ? where.clientId : '',
  }).map(({ finding }) => finding)
  const credential = recipe.credential.kinds[0] ?? 'none'
  return [...typed, ...registrationFindings(recipe, given, credential)]
    .filter(({ severity }) => severity !== 'note')
    .map((finding) => sayFinding(ports.words, finding, 'cli'))
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
    const seed = wholeNumber(args, 'seed', 1, 0, 2_147_483_647 % 1_000_000_000)
    if (!seed.ok) return seed
    return ok({
      kind: 'practice',
      mailboxes: mailboxes.value,
      seed: seed.value,
      prepared: args.flag('prepared'),
      faults: args.texts('fault'),
    })
  }
  for (const option of ['prepared'])
    if (args.flag(option))
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

/** Answers of a template, then of --answers FILE (JSON), then --answer NAME=VALUE; a practice setup may leave out what only a real product knows. */
function readAnswers(
  args: Arguments,
  { ports }: Composition,
  recipeId: string,
  practice: boolean,
  start: Answers,
): Result<Record<string, unknown>, AppError> {
  const answers: Record<string, unknown> = { ...start }
  const file = args.text('answers')
  if (file !== undefined) {
    try {
      const text = readFileSync(file, 'utf8')
      if (text.length > largestAnswers)
        return err({ code: 'file-over-limit', file, most: largestAnswers, field: '--answers' })
      const value: unknown = JSON.parse(text)
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        return err({ code: 'answers-not-an-object', file, field: '--answers' })
      Object.assign(answers, value)
    } catch {
      return err({ code: 'answers-not-json', file, field: '--answers' })
    }
  }
  for (const pair of args.texts('answer')) {
    const cut = pair.indexOf('=')
    if (cut < 1) return err({ code: 'answer-without-name', given: pair, field: '--answer' })
    const value = pair.slice(cut + 1)
    answers[pair.slice(0, cut)] = value === 'true' ? true : value === 'false' ? false : value
  }
  if (practice)
    for (const question of ports.recipes.recipe(recipeId)?.questions ?? [])
      if (question.type === 'text' && question.shape === 'host-name' && answers[question.id] === undefined)
        answers[question.id] = `${recipeId}.contoso.example`
  return ok(answers)
}
