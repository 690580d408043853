/** A setup is named by whoever wrote the file it came from, and its name ends up in a line that is pasted into a shell. */
import { expect, test } from 'vitest'
import { commandWord } from '../../../../src/domain/text/command-word.ts'

test.each([
  ['Contoso', '"Contoso"'],
  ["O'Brien & Sons (50) | <north> ^ ; x", `"O'Brien & Sons (50) | <north> ^ ; x"`],
  ['C:\\My tasks\\t.xml', '"C:\\My tasks\\t.xml"'],
  ['Müller GmbH', '"Müller GmbH"'],
])('%s stands between quotes, where no shell obeys it', (name, word) => {
  expect(commandWord(name)).toBe(word)
})

test.each([
  'Contoso $(Start-Process calc)',
  'a`nb',
  'a" & calc & "b',
  // PowerShell ends a string at these as well
  'a“ ; calc ; ”b',
  'a„b',
  '%COMSPEC%',
  'wow!!',
  'C:\\folder\\',
])('%s has no spelling that every shell takes for a name, so the placeholder stands there', (name) => {
  expect(commandWord(name)).toBe('NAME')
  expect(commandWord(name, 'FILE')).toBe('FILE')
})
