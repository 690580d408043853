/** An administrator follows the vendor's manual with our remarks beside it, in any cloud and any language. */
import { describe, expect, test } from 'vitest'
import type { FollowingNote } from '../../../src/domain/recipe/recipe.schema.ts'
import { sayAsset } from '../../../src/words/shape/say-asset.ts'
import { sayPortal, sayStepNote } from '../../../src/words/say-step.ts'
import { wordsFor } from '../../../src/words/words.ts'

const en = wordsFor('en')
const because = 'Nothing uses it.'

describe('a remark that follows from the recipe says what the manual asks for and what to do', () => {
  test.each<[FollowingNote, string, string]>([
    [
      {
        code: 'surplus-permission',
        kind: 'application',
        value: 'Mail.ReadWrite',
        because,
        status: 'confirmed',
      },
      'Add the application permission Mail.ReadWrite.',
      'Leave it out.',
    ],
    [
      { code: 'token-boxes', boxes: ['accessTokens', 'idTokens'], leave: true, because, status: 'confirmed' },
      'Tick Access tokens and ID tokens.',
      'Leave Access tokens and ID tokens empty.',
    ],
    [
      { code: 'token-boxes', boxes: ['idTokens'], leave: false, because, status: 'confirmed' },
      'Tick ID tokens.',
      'Tick ID tokens, and nothing else.',
    ],
    [
      {
        code: 'manual-redirect',
        uri: 'http://localhost',
        instead: 'http://127.0.0.1',
        because,
        status: 'open',
      },
      'Add the redirect URI http://localhost.',
      'Leave it out; if the product insists, enter http://127.0.0.1.',
    ],
  ])('%j', (note, says, instead) => {
    expect(sayStepNote(en, note)).toMatchObject({ says, do: instead, because, status: note.status })
  })

  test('and the recipe’s own remark stays as it was written', () => {
    const own = { how: 'says', says: 'Use port 567.', do: 'Use 587.', because, status: 'confirmed' } as const
    expect(sayStepNote(wordsFor('qps-ploc'), own)).toBe(own)
  })
})

test('an admin center whose address nobody confirms is named, in the reader’s language', () => {
  const portal = [{ code: 'exchange-center' }, 'Recipients'] as const
  expect(sayPortal(en, portal)).toEqual(['the Exchange admin center of this cloud', 'Recipients'])
  expect(sayPortal(wordsFor('qps-ploc'), portal)).toEqual([
    '⟦the Exchange admin center of this cloud⟧',
    'Recipients',
  ])
})

test.each([
  [{ code: 'too-large', path: null, bytes: 262_144 } as const, 'The file is larger than 256 KB.'],
  [
    { code: 'too-deep', path: null, line: 2, column: 1 } as const,
    'line 2, column 1: The file is nested too deeply.',
  ],
  [
    { code: 'wrong-type', path: '', expected: 'object', received: 'array' } as const,
    'the file: has to be a block of members, but is a list.',
  ],
  [
    { code: 'above-most', path: 'name', of: 'text', most: 300 } as const,
    'name: must not have more than 300 characters.',
  ],
  [
    { code: 'below-least', path: 'steps', of: 'list', least: 1, line: 3, column: 1 } as const,
    'line 3, column 1: steps: must not be empty.',
  ],
])('%j names the place as far as it is known', (problem, said) => {
  expect(sayAsset(en, problem)).toBe(said)
})
