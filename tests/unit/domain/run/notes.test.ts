import { describe, expect, it } from 'vitest'
import { inJunk, notesOf } from '../../../../src/domain/run/note.ts'
import { sayNotes } from '../../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../../src/words/words.ts'

const to = 'verify@contoso.example'
const words = wordsFor('en')

describe('whoever reads the report learns that a message lies in Junk Email, and what to do', () => {
  it('asks for the rule when all checks of the sender passed', () => {
    expect(inJunk(to, { spf: 'pass', dkim: 'pass', dmarc: 'bestguesspass' })).toEqual({
      code: 'in-junk',
      to,
      failed: [],
    })
    expect(sayNotes(words, { note: null, notes: [inJunk(to, null)] })).toMatch(/which anti-spam rule/)
  })

  it('names the checks that failed, which are the likelier reason', () => {
    const note = inJunk(to, { spf: 'softfail', dkim: 'none', dmarc: 'fail' })
    expect(note).toMatchObject({ failed: ['SPF', 'DMARC'] })
    expect(sayNotes(words, { note: null, notes: [note] })).toMatch(
      /SPF and DMARC did not pass: fix this for the sender’s domain\.$/,
    )
  })
})

it('what an earlier version wrote as a sentence is still read, before what was noted since', () => {
  const probe = { note: 'It holds 3 messages.', notes: [{ code: 'ews-answers' } as const] }
  expect(notesOf(probe).map(({ code }) => code)).toEqual(['as-written', 'ews-answers'])
  expect(sayNotes(words, probe)).toMatch(/^It holds 3 messages\. EWS still answers/)
})
