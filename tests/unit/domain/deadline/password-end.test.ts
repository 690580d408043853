/** Somebody comes because of December: every plan answers that first, for its product and its day. */
import { expect, test } from 'vitest'
import { passwordEnd } from '../../../../src/domain/deadline/password-end.ts'
import { en } from '../../../../src/words/en.ts'
import { productInSentence } from '../../../../src/words/en/product-name.ts'
import { contosoSetup } from '../../../kit/contoso.ts'
import { deadlines } from '../../../kit/assets.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'

const asked = '2026-11-27T09:00:00.000Z'

test.each(recipeIds())('the plan of %s says what the end of passwords means for it', (id) => {
  const recipe = recipeOf(id)
  const { answers } = contosoSetup({ answers: {} })
  const end = passwordEnd(deadlines(), recipe, answers, asked)
  if (end === null) throw new Error('the date is not in the list')
  const { ask, answer } = en.dates.passwordEnd(recipe.name, end, asked)
  expect(ask).toBe('By 31 December 2026?')
  expect(answer).toContain('21 to 31 December 2026, 24 days left')
  expect(answer).toContain(end.sends === 'smtp' ? 'OAuth' : 'Microsoft Graph')
  expect(answer).toContain(productInSentence(recipe.name))
})

test('afterwards it is no question any more, and no day is promised where none is known', () => {
  const recipe = recipeOf('eap')
  const later = '2027-02-01T09:00:00.000Z'
  const end = passwordEnd(deadlines(), recipe, {}, later)
  if (end === null) throw new Error('the date is not in the list')
  expect(en.dates.passwordEnd('EAP', end, later).ask).toBe('Passwords for SMTP are switched off.')
  expect(passwordEnd([], recipe, {}, later)).toBeNull()
})

test('the first screen names the date the list of deadlines has', () => {
  const listed = deadlines().find(({ id }) => id === 'smtp-basic-off')
  expect(en.window.setups.facts.map(({ text }) => text).join(' ')).toContain(listed?.when.text)
})
