/** Two people tick fields off on two computers: joining their files keeps the newest word on each. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldSheet } from '../../../../src/domain/field-sheet/field-sheet.ts'
import { en } from '../../../../src/words/en.ts'
import { renderFieldSheet } from '../../../../src/cli/commands/fieldsheet.ts'
import { markOf, mergeTicks, placeOf } from '../../../../src/domain/field-sheet/field-tick.ts'
import type { FieldTick } from '../../../../src/domain/field-sheet/field-sheet.schema.ts'
import { eap } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'

const tick: fc.Arbitrary<FieldTick> = fc.record({
  place: fc.constantFrom('a', 'b', 'c'),
  typed: fc.boolean(),
  at: fc.constantFrom('2026-11-21T09:00:00.000Z', '2026-11-21T09:00:00Z', '2026-11-21T10:00:00.000Z'),
  who: fc.constantFrom('anna', 'bert'),
  mark: fc.constantFrom('', '3:587'),
})
const ticks = fc.array(tick, { maxLength: 6 }).map((list) => mergeTicks(list, []))

test('joining does not depend on who joins with whom, or how often', () => {
  fc.assert(
    fc.property(ticks, ticks, ticks, (a, b, c) => {
      expect(mergeTicks(a, b)).toEqual(mergeTicks(b, a))
      expect(mergeTicks(a, a)).toEqual(a)
      expect(mergeTicks(mergeTicks(a, b), c)).toEqual(mergeTicks(a, mergeTicks(b, c)))
    }),
  )
})

test('a tick that was taken back later stays taken back', () => {
  const first = { place: 'a', typed: true, at: '2026-11-21T09:00:00.000Z', who: 'anna', mark: '' }
  const later = { ...first, typed: false, at: '2026-11-21T10:00:00.000Z', who: 'bert' }
  expect(mergeTicks([first], [later])).toEqual([later])
})

const port = {
  menu: ['Administration', 'Settings', 'Edit Global System Settings', 'Emails'],
  field: 'SMTP server',
}
const typedIn = (mark: string): FieldTick => ({
  place: placeOf(port),
  typed: true,
  at: '2026-11-21T09:00:00.000Z',
  who: 'anna',
  mark,
})
const server = (list: readonly FieldTick[]) =>
  fieldSheet(eap(), contosoSetup(), [contosoMailbox(1)], list)
    .screens.flatMap(({ fields }) => fields)
    .find(({ name }) => name === 'SMTP server')?.ticked

test('a field is ticked by whom and when, until another value is wanted', () => {
  const who = { who: 'anna', at: '2026-11-21T09:00:00.000Z' }
  expect(server([typedIn(markOf('smtp.office365.com:587'))])).toEqual({ ...who, changed: false })
  expect(server([typedIn(markOf('localhost:2587'))])).toEqual({ ...who, changed: true })
  expect(server([{ ...typedIn(''), typed: false }])).toBeNull()
})

test('the sheet on a terminal shows what is ticked, and what to type in again', () => {
  const printed = (mark: string) =>
    renderFieldSheet(en, fieldSheet(eap(), contosoSetup(), [contosoMailbox(1)], [typedIn(mark)]))
  expect(printed(markOf('smtp.office365.com:587'))).toMatch(/\[x\] SMTP server +smtp\.office365\.com:587/)
  expect(printed(markOf('localhost:2587'))).toMatch(/\[!\] SMTP server/)
  expect(printed('')).toContain('The manual says: SMPT server, for example smtp.office365.com:567.')
})

test('the tick of a long list of senders knows when one was added, and stays short', () => {
  const list = Array.from({ length: 3000 }, (_, index) => `mailbox${index}@contoso.example`).join(', ')
  expect(markOf(list).length).toBeLessThan(500)
  expect(markOf(list)).not.toBe(markOf(`${list}, one.more@contoso.example`))
})
