/** demo: the whole job on a practice tenant, from nothing to proven sends and a report. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { appError, type AppError } from '../../domain/app-error.ts'
import type { Recipe } from '../../domain/recipe/recipe.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { RunView } from '../../contract/views.ts'
import { reportFormats } from '../../main/services/report-service.ts'
import { errorLine, wholeNumber, type Command, type Io } from '../command.ts'
import type { Composition } from '../compose.ts'
import { exitCodeOfRun, printRun } from './verify.ts'

interface DemoSetup {
  readonly recipe: string
  readonly name: string
  readonly steps: { readonly total: number; readonly done: number }
  readonly probes: RunView['summary']
  readonly reports: readonly string[]
}

interface DemoOptions {
  readonly mailboxes: number
  readonly faults: readonly string[]
  readonly out: string
  /** Messages of the runs go here; null keeps stdout for JSON alone. */
  readonly told: Io
}

export const demoCommand: Command = {
  words: ['demo'],
  usage: '[--recipe ID|all] [--mailboxes N] [--fault NAME[@ADDRESS]]… [--out DIR]',
  summary: 'The whole job on a practice tenant: register, switch on, authorise, send, prove, report.',
  options: {
    recipe: { type: 'string' },
    mailboxes: { type: 'string' },
    fault: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  positionals: [0, 0],
  async run({ io, args, compose, composeIn }) {
    const began = performance.now()
    const mailboxes = wholeNumber(args, 'mailboxes', 25, 1, 1000)
    if (!mailboxes.ok) return mailboxes
    // A demo leaves nothing behind but its reports, unless a data folder is named.
    const temporary =
      args.text('data') === undefined ? mkdtempSync(path.join(os.tmpdir(), 'sendproof-demo-')) : null
    const composed = await (temporary === null ? compose() : composeIn(temporary))
    if (!composed.ok) return composed
    try {
      const recipes = chooseRecipes(composed.value, args.text('recipe') ?? 'all')
      if (!recipes.ok) return recipes
      const json = args.flag('json')
      const told: Io = json ? { ...io, out: io.err } : io
      const options = {
        mailboxes: mailboxes.value,
        faults: args.texts('fault'),
        out: path.resolve(args.text('out') ?? 'demo-report'),
        told,
      }
      const setups: DemoSetup[] = []
      let good = true
      for (const recipe of recipes.value) {
        const done = await walk(composed.value, recipe, options, io.interrupted)
        if (!done.ok) return done
        setups.push(done.value.setup)
        good &&= done.value.good
      }
      const elapsedMs = Math.round(performance.now() - began)
      if (json) io.out(JSON.stringify({ setups, elapsedMs }))
      else
        io.out(
          `\n${good ? 'Proven.' : 'Not proven: see above.'} ${(elapsedMs / 1000).toFixed(1)} s. Open the report:\n  ${setups.flatMap((setup) => setup.reports)[0] ?? ''}`,
        )
      return ok(good ? 0 : 1)
    } finally {
      if (temporary !== null) {
        await composed.value.close()
        rmSync(temporary, { recursive: true, force: true, maxRetries: 3 })
      }
    }
  },
}

function chooseRecipes({ ports }: Composition, id: string): Result<readonly Recipe[], AppError> {
  const all = ports.recipes.recipes()
  if (id === 'all') return ok(all)
  const recipe = ports.recipes.recipe(id)
  if (recipe !== null) return ok([recipe])
  return err(
    appError('bad-input', `There is no recipe “${id}”.`, {
      field: '--recipe',
      next: `Known: all, ${all.map((one) => one.id).join(', ')}.`,
    }),
  )
}

/** One recipe, the way a person would go: every step that the practice administrator can do, then sign-ins, sends, report. */
async function walk(
  { app }: Composition,
  recipe: Recipe,
  { mailboxes, faults, out, told }: DemoOptions,
  interrupted: AbortSignal,
): Promise<Result<{ setup: DemoSetup; good: boolean }, AppError>> {
  const name = `Practice ${recipe.name}`
  const answers: Record<string, unknown> = {}
  for (const question of recipe.questions)
    if (question.type === 'text' && question.shape === 'host-name')
      answers[question.id] = `${recipe.id}.contoso.example`
  for (const question of recipe.questions)
    if (
      question.type === 'choice' &&
      question.options.some((option) => option.value === 'shared') &&
      mailboxes > 1
    )
      answers[question.id] = 'shared'
  const created = await app.setups.create({
    recipe: recipe.id,
    name,
    answers,
    where: { kind: 'practice', mailboxes, prepared: false, faults },
  })
  if (!created.ok) return created
  const { id } = created.value
  told.out(`${recipe.name} (${recipe.vendor}) in a practice tenant`)
  const tenant = await app.setups.practiceMailboxes(id)
  if (!tenant.ok) return tenant
  const imported = app.mailboxes.import(
    id,
    tenant.value.mailboxes.map((mailbox) => ({ ...mailbox })),
  )
  if (!imported.ok) return imported
  told.out(`  ✓ ${imported.value.added} mailboxes taken in`)

  const view = app.setups.get(id)
  if (!view.ok) return view
  for (const step of view.value.checklist.steps.filter((one) => one.practice && one.state !== 'not-needed')) {
    const done = await app.steps.practise(id, step.id)
    if (!done.ok) return done
    told.out(`  ✓ ${step.title}`)
  }

  const listed = app.mailboxes.list(id)
  if (!listed.ok) return listed
  const signIns = await app.authorisation.start(
    id,
    listed.value.map((mailbox) => mailbox.id),
    { browser: false, pickAccount: false },
  )
  if (!signIns.ok) return signIns
  const stopSignIns = () => app.authorisation.cancel(id)
  interrupted.addEventListener('abort', stopSignIns, { once: true })
  const { items } = await signIns.value.finished
  interrupted.removeEventListener('abort', stopSignIns)
  const authorised = items.filter((item) => item.state === 'authorised')
  const refused = items.filter((item) => item.error !== null)
  const [first] = refused
  if (first !== undefined && first.error !== null)
    told.out(
      `  ✗ ${refused.length === 1 ? first.address : `${first.address} and ${refused.length - 1} more`} could not be authorised: ${errorLine(first.error)}`,
    )
  told.out(
    `  ${authorised.length === items.length ? '✓' : '✗'} ${authorised.length} of ${items.length} sign-ins, each over the loopback redirect`,
  )

  const started = await app.runs.start(id, { only: 'all', parallel: 8 })
  if (!started.ok) return started
  const stopRun = () => void app.runs.stop(started.value.run.id)
  interrupted.addEventListener('abort', stopRun, { once: true })
  const run = await started.value.finished
  interrupted.removeEventListener('abort', stopRun)
  printRun(told, run)

  const reports: string[] = []
  for (const format of reportFormats) {
    const file = path.join(out, `${recipe.id}.${format}`)
    const written = await app.reports.write(id, run.run.id, format, file)
    if (!written.ok) return written
    reports.push(file)
  }
  const after = app.setups.get(id)
  if (!after.ok) return after
  const { total, done } = after.value.checklist
  told.out(
    `  ${done} of ${total} steps done${done < total ? '; the rest is typed into the product itself' : ''}`,
  )
  return ok({
    setup: { recipe: recipe.id, name, steps: { total, done }, probes: run.summary, reports },
    good: exitCodeOfRun(run) === 0 && authorised.length === items.length,
  })
}
