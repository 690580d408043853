/** The next customer gets the experience of the last one, and none of its names. */
import { expect, test } from 'vitest'
import { readTemplate, setupTemplate } from '../../../src/domain/template/template.ts'
import type { StepMove } from '../../../src/domain/step/step-record.schema.ts'
import { eap } from '../../kit/assets.ts'
import { contosoMailbox, contosoSetup, now, recordOf } from '../../kit/contoso.ts'

function templateWith(note: string, by: StepMove['by'] = 'person') {
  const history = [{ at: now, who: 'CONTOSO\\j.doe', by, from: 'todo', to: 'done', note } as const]
  const mailboxes = [contosoMailbox(1, { displayName: 'Anna Berg' })]
  return setupTemplate(eap(), contosoSetup(), [recordOf('consent', 'done', { history })], mailboxes)
}

test('choices travel, host names do not', () => {
  const { answers, recipe } = templateWith('x')
  expect(answers).toEqual({ sender: 'own', 'secret-lifetime': 'months-12' })
  expect(recipe.id).toBe('eap')
})

test.each([
  ['Asked j.doe to consent', 'Asked ‹removed› to consent'],
  ['client id aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee copied', 'client id ‹removed› copied'],
  ['Mail to anna.berg@contoso.example and Anna Berg', 'Mail to ‹removed› and ‹removed›'],
  ['The server is eap.contoso.example:8443, inside 10.1.2.3', 'The server is ‹removed›, inside ‹removed›'],
  ['Contoso has security defaults', '‹removed› has security defaults'],
  ['client_secret=Hunter2Hunter2', 'client_secret=[removed]'],
  ['Use entra.microsoft.com, not the old portal', 'Use entra.microsoft.com, not the old portal'],
])('the note “%s” becomes “%s”', (note, kept) => {
  expect(templateWith(note).notes).toEqual([{ step: 'consent', note: kept }])
})

test('notes that only name somebody, and those of machines, stay behind', () => {
  expect(templateWith('anna.berg@contoso.example').notes).toEqual([])
  expect(templateWith('Granted by the practice tenant', 'practice').notes).toEqual([])
})

test('is read back as it was written, and strictly', () => {
  const template = templateWith('Look at the rules first')
  expect(readTemplate(JSON.stringify(template))).toEqual({ ok: true, value: template })
  expect(readTemplate(JSON.stringify({ ...template, tenantId: 'x' })).ok).toBe(false)
  expect(readTemplate('{"format":"sendproof-template","version":9}')).toMatchObject({ ok: false })
})
