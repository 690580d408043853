/**
 * Whatever somebody answers and whichever mailboxes they list: whoever does in a practice tenant what the plan names
 * next, from nothing, ends with everything proven. One walk of a setting proves all of its combinations by the rule in
 * tests/kit/settings.ts. In every test run: as many settings as it takes to walk each recipe, each of its steps and roles,
 * and each kind of attempt it makes. `npm run bench -- combinations` walks all of them, for every kind of list.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Composition } from '../../../src/cli/frame/compose.ts'
import { enoughOf, everyCombination, seenOf, settingsOf } from '../../kit/settings.ts'
import { recipeIds, recipeOf } from '../../unit/domain/recipe/recipes.ts'
import { followPlan, rowsIn } from './follow-plan.ts'
import { composedHere } from './in-process.ts'

const combinations = recipeIds().flatMap((id) => everyCombination(recipeOf(id)))
const each = process.env['COMBINATIONS'] === 'each'
const settings = settingsOf(combinations, each ? 'each' : 'together')
const told = ({ walked, mailboxes, combinations: all }: (typeof settings)[number]) =>
  `${walked.recipe.id} with ${mailboxes.map(({ kind }) => kind).join(', ')} (${all.length}) ${JSON.stringify(walked.answers)}`
/** Replies are to be read in a shared mailbox, and none is listed. */
const lacking = settings.filter(({ walked, mailboxes }) => seenOf(walked, mailboxes).missing.length > 0)
const walkable = settings.filter((setting) => !lacking.includes(setting))
const chosen = each ? walkable : enoughOf(walkable)

let folder: string
let composed: Composition
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-combinations-'))
  composed = await composedHere(folder)
})
afterAll(async () => {
  await composed.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

test('every combination lies in a setting, and tries nothing that the walk through it does not try', () => {
  expect(combinations.length).toBeGreaterThan(2_000)
  const wrong = settings.flatMap(({ key, walked, mailboxes, combinations: all }) => {
    const whole = seenOf(walked, mailboxes)
    return all.flatMap((one) => {
      const seen = seenOf(one)
      const covered = seen.attempts.every((attempt) => whole.attempts.includes(attempt))
      return whole.key === key && covered
        ? []
        : [`${one.recipe.id} ${one.list} ${JSON.stringify(one.answers)}`]
    })
  })
  expect(wrong).toEqual([])
})

test('only a list without a place for the replies stops a plan, which says so before anything is sent', () => {
  const said = lacking.map(({ walked, mailboxes }) => ({
    recipe: walked.recipe.id,
    shared: walked.answers['reply-mailbox'],
    kinds: mailboxes.map(({ kind }) => kind),
    missing: seenOf(walked, mailboxes).missing,
  }))
  for (const one of said)
    expect(one).toEqual({
      recipe: 'flexdeploy',
      shared: 'shared',
      kinds: ['user', 'user'],
      missing: ['reply-folder'],
    })
})

test('an application is never said to send from a group', () => {
  const obstacles = settings.flatMap(({ walked, mailboxes }) =>
    seenOf(walked, mailboxes).attempts.filter((attempt) => !attempt.endsWith(' ')),
  )
  for (const obstacle of obstacles)
    expect(obstacle).toMatch(/-(app|read) sender group .* group-as-application$/)
})

describe('following the plan proves', () => {
  test.each(chosen.map((setting) => [told(setting), setting] as const))(
    '%s',
    async (_name, { walked, mailboxes }) => {
      const held = seenOf(walked, mailboxes).attempts.some((attempt) => attempt.includes('as-application'))
      const listed = held ? mailboxes.filter(({ kind }) => kind !== 'group') : mailboxes
      const { verdict, run, left } = await followPlan(composed, folder, {
        recipe: walked.recipe.id,
        answers: walked.answers,
        rowsOf: (tenant) => rowsIn(tenant, listed),
      })
      const { summary } = run ?? {}
      expect({ verdict, left }).toEqual({ verdict: run === null ? 'not-run' : 'proven', left: [] })
      expect(summary?.received).toBe(summary?.toArrive)
      expect(run?.probes.filter(({ expected }) => expected === 'refused').length ?? 0).toBe(
        summary?.refused ?? 0,
      )
    },
  )
})
