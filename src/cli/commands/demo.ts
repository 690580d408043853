/** demo: the whole job on a practice tenant, from nothing to proven sends and a report. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { Recipe } from '../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { wholeNumber, type Command } from '../frame/command.ts'
import type { Io } from '../frame/io.ts'
import type { Words } from '../../words/words.ts'
import type { Composition } from '../frame/compose.ts'
import { waysToSend } from './demo-answers.ts'
import { walkRecipe, type DemoSetup } from './demo-walk.ts'

export const demoCommand: Command = {
  words: ['demo'],
  usage: '[--recipe ID|all] [--mailboxes N] [--fault NAME[@ADDRESS]]… [--out DIR]',
  options: {
    recipe: { type: 'string' },
    mailboxes: { type: 'string' },
    fault: { type: 'string', multiple: true },
    out: { type: 'string' },
  },
  positionals: [0, 0],
  async run({ io, args, compose, composeIn, words }) {
    const began = performance.now()
    const mailboxes = wholeNumber(args, 'mailboxes', 25, 1, 1000)
    if (!mailboxes.ok) return mailboxes
    const { interrupted } = io
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
        kept: temporary === null,
        told,
        words,
      }
      const setups: DemoSetup[] = []
      let good = true
      for (const recipe of recipes.value)
        for (const way of waysToSend(recipe, options.mailboxes)) {
          // the reports of what was walked so far are true, and so is that it was not all
          if (interrupted.aborted) return ok(1)
          const done = await walkRecipe(composed.value, recipe, way, options, interrupted)
          if (!done.ok) return done
          setups.push(done.value.setup)
          good &&= done.value.good
        }
      const elapsedMs = Math.round(performance.now() - began)
      if (json) io.out(JSON.stringify({ setups, elapsedMs }))
      else
        io.out(
          `\n${closingLine(words, setups, good)} ${words.cli.demo.seconds((elapsedMs / 1000).toFixed(1))}`,
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
  return err({
    code: 'recipe-unknown',
    recipe: id,
    known: ['all', ...all.map((one) => one.id)],
    field: '--recipe',
  })
}

/** How it ended, and which report to open first; what was not tried is said, never counted as proven. */
function closingLine({ cli: { demo: said } }: Words, setups: readonly DemoSetup[], good: boolean): string {
  const tried = setups.filter((setup) => setup.probes.planned > 0)
  const untried = setups.length - tried.length
  const verdict = good ? (tried.length === 0 ? said.nothingToProve : said.proven) : said.notProven
  const rest = untried === 0 || tried.length === 0 ? '' : ` ${said.onlyPlanned(untried, setups.length)}`
  return `${said.openReport}\n  ${(tried[0] ?? setups[0])?.reports[0] ?? ''}\n${verdict}${rest}`
}
