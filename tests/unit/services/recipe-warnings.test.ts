/** Somebody plans a product and must see what it does and what ends, and nothing that does not concern them. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseDeadlines } from '../../../src/domain/deadline/deadline.ts'
import { cautionsOf, deadlinesOf } from '../../../src/main/services/setup/recipe-warnings.ts'
import { recipeOf } from '../domain/recipe/recipes.ts'
import { assets } from '../../kit/assets.ts'
import { contosoSetup, now } from '../../kit/contoso.ts'

const parsed = parseDeadlines(parse(readFileSync(path.join(assets, 'deadlines.yaml'), 'utf8')))
if (!parsed.ok) throw new Error('deadlines.yaml')
const ports = { recipes: { deadlines: () => parsed.value }, clock: { now: () => new Date(now) } }
const flexdeploy = (answers: Record<string, string | boolean>) => ({
  setup: contosoSetup({ recipeId: 'flexdeploy', answers }),
  recipe: recipeOf('flexdeploy'),
})
const title = 'FlexDeploy empties the reply folder'

test('a danger is told to those whose answers bring it about, and to nobody else', () => {
  const severity = (approvals: boolean) =>
    cautionsOf(flexdeploy({ approvals })).find((one) => one.title === title)?.severity
  expect(severity(true)).toBe('danger')
  expect(severity(false)).toBeUndefined()
})

test('a date carries its source, how sure it is, and the weight of the caution that points to it', () => {
  const dates = deadlinesOf(ports, flexdeploy({ api: 'smtp' }))
  expect(dates.find(({ id }) => id === 'smtp-basic-off')).toMatchObject({
    announced: 'end of December 2026',
    from: '2026-12-21',
    to: '2026-12-31',
    sure: 'confirmed',
    checkedOn: '2026-11-21',
    severity: 'note',
    source: expect.stringMatching(/^https:/) as string,
  })
})

test('every date that is shown is named by a caution that is shown', () => {
  const open = flexdeploy({ api: 'smtp', approvals: true })
  const named = cautionsOf(open).map(({ deadline }) => deadline)
  for (const { id } of deadlinesOf(ports, open)) expect(named).toContain(id)
})
