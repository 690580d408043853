/** A bundle goes to a stranger: nobody's address may be in it, and it must still make sense. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pseudonymise } from '../../../src/domain/support/pseudonyms.ts'

test('one address gets one name in every file, its domain as well', () => {
  expect(
    pseudonymise(
      [
        '{"from":"Orders@Contoso.example"}',
        '<sendproof.1@contoso.example> MAIL FROM:<orders@contoso.example>',
        'contoso.example and jane.doe',
      ],
      { words: ['contoso.example', 'jane.doe', 'a'] },
    ),
  ).toEqual([
    '{"from":"address-1@domain-1.invalid"}',
    '<address-2@domain-1.invalid> MAIL FROM:<address-1@domain-1.invalid>',
    'domain-1.invalid and domain-2.invalid',
  ])
})

test.each(['Contoso "UK" Ltd', 'Contoso\\Nord', 'a.b*c+(x)', 'C$1', 'UK', '[x', 'x\\y', 'Ö-1'])(
  'a setup called %s is not named in the JSON of a bundle',
  (name) => {
    const texts = [JSON.stringify({ id: 'x', name, note: 'UKulele' }, null, 2)]
    const [text = ''] = pseudonymise(texts, { words: [name] })
    expect(JSON.parse(text)).toMatchObject({ id: 'x', name: '[name 1]' })
  },
)

test('no address survives, wherever it stands', () => {
  const address = fc
    .tuple(fc.stringMatching(/^[a-z][a-z0-9.]{1,10}[a-z]$/), fc.stringMatching(/^[a-z]{3,10}$/))
    .map(([local, domain]) => `${local}@${domain}.example`)
  fc.assert(
    fc.property(address, fc.constantFrom(' ', '"', '<', ':', ',', '\n', '('), (who, before) => {
      const [text = ''] = pseudonymise([`x${before}${who}${before}y ${who.split('@')[1] ?? ''}`], {
        words: [],
      })
      expect(text).not.toContain(who)
      expect(text).not.toContain(who.split('@')[1])
    }),
  )
})
