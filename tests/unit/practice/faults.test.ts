import { describe, expect, test } from 'vitest'
import { FaultBoard, faults, parseFault } from '../../../src/practice/tenant/faults.ts'

const board = () =>
  new FaultBoard([], {
    first: 'anna@contoso.example',
    shared: 'sales@contoso.example',
    resolve: (address) =>
      ['anna@contoso.example', 'ben@contoso.example'].find(
        (known) => known === address || known.startsWith(`${address}@`),
      ),
  })

describe('reading a fault', () => {
  test.each(faults.map((fault) => fault.name))('%s is known', (name) =>
    expect(parseFault(name).ok).toBe(true),
  )

  test('the first @ ends the name', () => {
    expect(parseFault('drop-mail@Anna@contoso.example')).toEqual({
      ok: true,
      fault: { name: 'drop-mail', scope: 'mailbox', address: 'anna@contoso.example' },
    })
  })

  test.each([
    ['nonsense', /no fault called "nonsense".*unknown-client.*drop-body/],
    ['', /no fault called ""/],
    ['drop-mail@', /names no mailbox/],
    ['no-starttls@anna@contoso.example', /hits the whole server/],
    ['unknown-client@anna@contoso.example', /hits the whole tenant/],
  ])('"%s" is refused in a sentence', (spec, text) => {
    const parsed = parseFault(spec)
    expect(parsed.ok ? '' : parsed.error.text).toMatch(text)
  })
})

describe('whom a fault hits', () => {
  test('the first mailbox when none is named; the shared one for no-send-as', () => {
    const faulty = board()
    faulty.set('drop-mail', true)
    faulty.set('no-send-as', true)
    expect(faulty.list()).toEqual(['drop-mail@anna@contoso.example', 'no-send-as@sales@contoso.example'])
    expect(faulty.hits('drop-mail', 'ANNA@contoso.example')).toBe(true)
    expect(faulty.hits('drop-mail', 'ben@contoso.example')).toBe(false)
    expect(faulty.hits('drop-mail', undefined)).toBe(false)
  })

  test('switching off takes the same words as switching on', () => {
    const faulty = board()
    faulty.set('drop-mail@ben', true)
    expect(faulty.hits('drop-mail', 'ben@contoso.example')).toBe(true)
    faulty.set('drop-mail@ben@contoso.example', false)
    expect(faulty.list()).toEqual([])
  })

  test('an unknown mailbox is refused', () => {
    expect(board().set('drop-mail@ghost', true)).toMatchObject({
      ok: false,
      error: { code: 'unknown-mailbox' },
    })
  })
})
