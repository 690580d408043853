/** One recipe in a practice tenant, the way a person would go: plan, mailboxes, steps, sign-ins, sends, report. */
import path from 'node:path'
import type { RunView } from '../../contract/run-views.schema.ts'
import { kindOf, type AppError } from '../../domain/problem/app-error.ts'
import type { Recipe, Transport } from '../../domain/recipe/recipe.schema.ts'
import { ok, type Result } from '../../domain/result.ts'
import { needsCalendars, needsOutside, needsSignIns } from '../../domain/run/plan-run.ts'
import { summarise } from '../../domain/run/summarise.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'
import type { App } from '../../main/wiring/app.ts'
import { errorLine, untilDone, type Io } from '../frame/io.ts'
import type { Words } from '../../words/words.ts'
import type { Composition } from '../frame/compose.ts'
import type { Way } from './demo-answers.ts'
import { exitCodeOfRun } from './verify.ts'
import { printRun } from './verify-words.ts'

export interface DemoSetup {
  readonly recipe: string
  /** How the product sends here: a recipe that knows several ways is walked once for each. */
  readonly sending: Transport
  readonly name: string
  readonly steps: { readonly total: number; readonly done: number }
  readonly probes: RunView['summary']
  readonly reports: readonly string[]
}

export interface DemoOptions {
  readonly mailboxes: number
  readonly faults: readonly string[]
  readonly out: string
  /** The setups stay in the data folder when the demo is over. */
  readonly kept: boolean
  /** Where the messages of the walk go; with --json not to stdout. */
  readonly told: Io
  readonly words: Words
}

/** What was proven of a recipe; no run when the application's credential was refused. */
interface Proof {
  readonly run: RunView | null
  readonly good: boolean
}

export async function walkRecipe(
  { app }: Composition,
  recipe: Recipe,
  { sending, answers, alternative }: Way,
  options: DemoOptions,
  interrupted: AbortSignal,
): Promise<Result<{ setup: DemoSetup; good: boolean }, AppError>> {
  const { told, words } = options
  const said = words.cli.demo
  const name = freeName(app, `Practice ${recipe.name}${alternative ? ` (${sending})` : ''}`)
  const created = await app.setups.create({
    recipe: recipe.id,
    name,
    answers,
    where: { kind: 'practice', mailboxes: options.mailboxes, prepared: false, faults: options.faults },
  })
  if (!created.ok) return created
  const { id } = created.value
  told.out(said.begins(recipe.name, recipe.vendor, words.terms.transports[sending]))
  if (options.kept) told.out(`  ${said.keptAs(name)}`)
  const prepared = await prepare(app, id, recipe, created.value.answers, options)
  if (!prepared.ok) return prepared
  const proof = await prove(app, id, recipe, created.value.answers, options, interrupted)
  if (!proof.ok) return proof
  const { run, good } = proof.value
  const reports = await writeReports(
    app,
    id,
    run?.run.id ?? null,
    path.join(options.out, alternative ? `${recipe.id}-${sending}` : recipe.id),
  )
  if (!reports.ok) return reports
  const after = app.setups.get(id)
  if (!after.ok) return after
  const { total, done } = after.value.checklist
  told.out(`  ${said.stepsDone(done, total)}`)
  return ok({
    setup: {
      recipe: recipe.id,
      sending,
      name,
      steps: { total, done },
      probes: run?.summary ?? summarise([]),
      reports: reports.value,
    },
    good,
  })
}

/** A demo before this one, or a person, may have used the name: theirs stays as it is. */
function freeName(app: App, name: string): string {
  let free = name
  for (let number = 2; app.setups.byName(free).ok; number += 1) free = `${name} ${number}`
  return free
}

/** Mailboxes, and every step that the practice administrator can do. */
async function prepare(
  app: App,
  id: string,
  recipe: Recipe,
  answers: Answers,
  { told, words }: DemoOptions,
): Promise<Result<null, AppError>> {
  const tenant = await app.setups.startPractice(id)
  if (!tenant.ok) return tenant
  const imported = app.mailboxes.import(
    id,
    tenant.value.mailboxes.map((mailbox) => ({ ...mailbox })),
  )
  if (!imported.ok) return imported
  told.out(`  ✓ ${words.cli.demo.imported(imported.value.added)}`)
  if (needsOutside(recipe, answers)) {
    const named = await app.mailboxes.setOutside(id, [tenant.value.outside])
    if (!named.ok) return named
    told.out(`  ✓ ${words.cli.demo.outside(tenant.value.outside)}`)
  }
  if (needsCalendars(recipe, answers)) {
    const named = await app.mailboxes.setCalendars(id, [tenant.value.calendar])
    if (!named.ok) return named
  }
  const view = app.setups.get(id)
  if (!view.ok) return view
  for (const step of view.value.checklist.steps.filter((one) => one.practice && one.state !== 'not-needed')) {
    const done = await app.steps.practise(id, step.id)
    if (!done.ok) return done
    told.out(`  ✓ ${step.title}`)
  }
  return ok(null)
}

async function prove(
  app: App,
  id: string,
  recipe: Recipe,
  answers: Answers,
  { told, words }: DemoOptions,
  interrupted: AbortSignal,
): Promise<Result<Proof, AppError>> {
  const people = needsSignIns(recipe, answers)
  const signedIn = people ? await signIn(app, id, { told, words }, interrupted) : ok(true)
  if (!signedIn.ok) return signedIn
  const started = await app.runs.start(id, { only: 'all', parallel: 8 })
  if (!started.ok && kindOf(started.error) === 'sign-in-failed') {
    told.out(`  ✗ ${errorLine(words, started.error)}`)
    return ok({ run: null, good: false })
  }
  if (!started.ok) return started
  const stop = () => void app.runs.stop(started.value.run.id)
  const run = await untilDone(interrupted, stop, started.value.finished)
  printRun(told, words, run)
  const plan = app.runs.plan(id)
  const missing = plan.ok ? plan.value.missing : []
  return ok({ run, good: exitCodeOfRun(run, missing) === 0 && signedIn.value })
}

/** True when everybody could be signed in. */
async function signIn(
  app: App,
  id: string,
  { told, words }: Pick<DemoOptions, 'told' | 'words'>,
  interrupted: AbortSignal,
): Promise<Result<boolean, AppError>> {
  const listed = app.mailboxes.list(id)
  if (!listed.ok) return listed
  const ids = listed.value
    .filter(({ purpose }) => purpose === 'sender' || purpose === 'recipient')
    .map((mailbox) => mailbox.id)
  const started = await app.authorisation.start(id, ids, {
    browser: false,
    pickAccount: false,
    namesDiffer: false,
  })
  if (!started.ok) return started
  const stop = () => app.authorisation.cancel(id)
  const { items } = await untilDone(interrupted, stop, started.value.finished)
  const refused = items.filter((item) => item.error !== null)
  const [first] = refused
  if (first !== undefined && first.error !== null) {
    const why = errorLine(words, first.error)
    told.out(`  ✗ ${words.cli.demo.notSignedIn(first.address, refused.length - 1, why)}`)
  }
  const authorised = items.filter((item) => item.state === 'authorised').length
  const all = authorised === items.length
  told.out(`  ${all ? '✓' : '✗'} ${words.cli.demo.signIns(authorised, items.length)}`)
  return ok(all)
}

async function writeReports(
  app: App,
  id: string,
  run: string | null,
  base: string,
): Promise<Result<string[], AppError>> {
  const reports: string[] = []
  for (const format of ['html', 'json'] as const) {
    const file = `${base}.${format}`
    const written = await app.reports.write(id, run, format, file)
    if (!written.ok) return written
    reports.push(file)
  }
  return ok(reports)
}
