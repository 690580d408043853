/** Nobody is surprised by an end: the list is complete, and the calendar can be read by any calendar. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Credential } from '../../../src/domain/credential/credential.schema.ts'
import { parseDeadlines } from '../../../src/domain/deadline/deadline.ts'
import { daysUntil } from '../../../src/domain/expiry/days.ts'
import type { CredentialExpiry, ExpiryItem } from '../../../src/domain/expiry/expiry-item.ts'
import { expiringWithin, expiryList, soonestExpiry } from '../../../src/domain/expiry/expiry-list.ts'
import { ok } from '../../../src/domain/result.ts'
import { parsePeople } from '../../../src/domain/expiry/people.schema.ts'
import { calendarOf, escapeText, foldLine } from '../../../src/documents/files/calendar.ts'
import { en } from '../../../src/words/en.ts'
import { parseRecipe } from '../../../src/domain/recipe/parse-recipe.ts'
import { validUntil } from '../../../src/domain/expiry/idle-limit.ts'
import type { Authorisation, Mailbox } from '../../../src/domain/mailbox/mailbox.schema.ts'
import { aMailbox, aSetup } from '../../kit/samples.ts'
import { recipeLibrary } from '../../../src/main/adapters/system/yaml-recipe-source.ts'

const now = '2026-11-21T09:00:00.000Z'
const assets = path.resolve(import.meta.dirname, '../../../assets')
const yaml = (file: string): unknown => parse(readFileSync(path.join(assets, file), 'utf8'))

function must<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.error))
}
const deadlines = must(parseDeadlines(yaml('deadlines.yaml')))
const exact = must(parseRecipe(yaml('recipes/exact.yaml'), recipeLibrary(assets)))

function aCredential(changes: Partial<Credential> = {}): Credential {
  return {
    id: '6f1c0a1e-2b0e-4f57-9b0c-6f3a0f6a1b11',
    kind: 'secret',
    hint: 'YQ_…',
    thumbprint: null,
    expiresAt: '2026-12-25T00:00:00.000Z',
    addedAt: now,
    addedBy: 'anna',
    provenAt: null,
    refused: null,
    ...changes,
  }
}

describe('one list of everything that ends', () => {
  const old = aCredential({
    id: '6f1c0a1e-2b0e-4f57-9b0c-6f3a0f6a1b12',
    expiresAt: '2026-11-20T00:00:00.000Z',
  })
  const silent = aCredential({ id: '6f1c0a1e-2b0e-4f57-9b0c-6f3a0f6a1b13', expiresAt: null })
  const first = aSetup({ name: 'Exact North', recipeId: 'exact', answers: { parts: 'synergy,calendar' } })
  const second = aSetup({ name: 'Exact South', recipeId: 'exact', answers: { parts: 'synergy,calendar' } })
  const list = expiryList(
    [
      {
        setup: first,
        recipe: exact,
        credentials: [aCredential(), old, silent],
        given: new Map([[old.id, 'creation'] as const]),
        mailboxes: [],
      },
      { setup: second, recipe: exact, credentials: [], given: new Map(), mailboxes: [] },
    ],
    deadlines,
    now,
  )

  test('the soonest comes first, what has no date last, and an old one says what to do with it', () => {
    const credentials = list.filter(({ kind }) => kind !== 'deadline')
    expect(credentials.map(({ daysLeft }) => daysLeft)).toEqual([-1, 34, null])
    const { calendar } = en
    expect(credentials.map((item) => `${calendar.what(item)}: ${calendar.when(item, now)}`)).toEqual([
      'Client secret YQ_… (replaced): expired yesterday (2026-11-20), given by Microsoft Entra ID when it was created',
      'Client secret YQ_…: expires in 34 days (2026-12-25), entered by a person',
      'Client secret YQ_… (replaced): No expiry date entered',
    ])
    expect(credentials.slice(0, 1).map(calendar.advice)).toEqual([
      expect.stringContaining('delete it from the registration'),
    ])
    expect(list.map(({ daysLeft }) => daysLeft ?? Infinity)).toEqual(
      list.map(({ daysLeft }) => daysLeft ?? Infinity).toSorted((a, b) => a - b),
    )
  })

  test('a date of Microsoft’s stands once, with every setup it concerns', () => {
    const dates = list.filter(({ kind }) => kind === 'deadline')
    expect(dates.length).toBeGreaterThan(0)
    expect(new Set(dates.map(({ id }) => id)).size).toBe(dates.length)
    expect(dates[0]?.setups).toEqual(['Exact North', 'Exact South'])
  })

  test('a month ahead holds what has expired, what will, and what nobody has a date for; no date that is over', () => {
    const near = expiringWithin(list, 40)
    expect(near.filter(({ kind }) => kind !== 'deadline').map(({ daysLeft }) => daysLeft)).toEqual([
      -1,
      34,
      null,
    ])
    expect(near.every(({ kind, daysLeft }) => kind !== 'deadline' || (daysLeft ?? -1) >= 0)).toBe(true)
    expect(expiringWithin(list, 33).some(({ daysLeft }) => daysLeft === 34)).toBe(false)
  })

  test('a date of Microsoft’s that is over is never the next one', () => {
    const calendar = aSetup({ name: 'Exact', recipeId: 'exact', answers: { parts: 'elis-calendar' } })
    const over = expiryList(
      [{ setup: calendar, recipe: exact, credentials: [], given: new Map(), mailboxes: [] }],
      deadlines,
      now,
    ).filter((item) => item.kind === 'deadline' && item.state === 'past')
    expect(over.length).toBeGreaterThan(0)
    for (const item of over) expect(item).toMatchObject({ day: null, daysLeft: null })
  })

  test('the card of a setup names the first end', () => {
    expect(soonestExpiry([aCredential(), old, silent])).toEqual({
      what: 'Client secret YQ_…',
      at: '2026-11-20T00:00:00.000Z',
      refused: false,
    })
    expect(soonestExpiry([silent]), 'an unknown date is not a good one').toEqual({
      what: 'Client secret YQ_…',
      at: null,
      refused: false,
    })
    expect(soonestExpiry([])).toBeNull()
  })

  test('the card says that the credential in use is refused, however many days it has left', () => {
    const refused = aCredential({ refused: { at: now, reply: 'AADSTS7000222' } })
    expect(soonestExpiry([refused, old])).toMatchObject({ at: refused.expiresAt, refused: true })
    expect(soonestExpiry([aCredential(), { ...old, refused: refused.refused }])?.refused).toBe(false)
  })

  test.each([
    ['2026-11-21T23:59:00.000Z', 'expires today'],
    ['2026-11-22T00:00:00.000Z', 'expires tomorrow'],
    ['2026-11-19T00:00:00.000Z', 'expired 2 days ago'],
    ['2027-11-21T00:00:00.000Z', 'expires in 365 days'],
  ])('%s is %s', (at, words) => {
    expect(en.dates.daysLeft(daysUntil(at, now))).toBe(words)
  })
})

describe('how long a sign-in may stay unused', () => {
  const setup = aSetup({ name: 'Exact', recipeId: 'exact', answers: {} })
  const signIn = (at: string, usedAt?: string): Authorisation => ({
    ...{ username: 'anna@contoso.example', objectId: 'o', tenantId: 't', at, scopes: [] },
    ...(usedAt === undefined ? {} : { usedAt }),
  })
  const listOf = (mailboxes: Mailbox[]) =>
    expiryList([{ setup, recipe: null, credentials: [], given: new Map(), mailboxes }], [], now)
  const anna = aMailbox('anna@contoso.example', { authorisation: signIn('2026-09-01T08:00:00.000Z') })

  test.each([
    ['never used since', anna, '2026-11-30T08:00:00.000Z'],
    [
      'used last week',
      { ...anna, authorisation: signIn('2026-09-01T08:00:00.000Z', '2026-11-14T08:00:00.000Z') },
      '2027-02-12T08:00:00.000Z',
    ],
    ['revoked', { ...anna, problem: { code: 'password-was-reset', account: 'anna', saidBy: 'kim' } }, null],
    ['not signed in', { ...anna, authorisation: null }, null],
  ] as const)('one that was %s', (_what, mailbox, until) => {
    expect(validUntil(mailbox)).toBe(until)
  })

  test('a thousand that end on one day are one line and one reminder; it never promises', () => {
    const mailboxes = Array.from({ length: 1000 }, (_, index) =>
      aMailbox(`m${index}@contoso.example`, { authorisation: signIn('2026-11-01T08:00:00.000Z') }),
    )
    const items = listOf([...mailboxes, anna])
    expect(items.map((item) => en.calendar.what(item))).toEqual([
      'Sign-in of anna@contoso.example',
      'Sign-ins of m0@contoso.example and 999 other mailboxes',
    ])
    const [soonest] = items
    if (soonest === undefined) throw new Error('nothing expires')
    expect(en.calendar.when(soonest, now)).toBe(
      'if unused, valid until 2026-11-30 (9 days left), estimated: 90 days after its last use',
    )
    expect(en.calendar.advice(soonest)).toContain('can end it earlier')
    expect(calendarOf(items, now, en).match(/BEGIN:VEVENT/g)).toHaveLength(2)
  })

  test('after it was used, the calendar moves the entry it has instead of adding one', () => {
    const [before] = listOf([anna])
    const [after] = listOf([{ ...anna, authorisation: signIn('2026-09-01T08:00:00.000Z', now) }])
    expect(after?.id).toBe(before?.id)
    expect(after?.day).toBe('2027-02-19')
  })
})

describe('the calendar file', () => {
  const unfold = (text: string) => text.replaceAll('\r\n ', '')
  const unescape = (text: string) =>
    text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
  const anItem = (changes: Partial<CredentialExpiry> = {}): ExpiryItem => ({
    id: 'credential-1',
    kind: 'secret',
    hint: 'YQ_…',
    current: true,
    product: 'EAP',
    source: 'person',
    setups: ['Contoso, EAP; main'],
    day: '2026-12-31',
    daysLeft: 40,
    ...changes,
  })

  test('names who is responsible for the setup, as contacts and not as attendees', () => {
    const item = anItem()
    const [setup = ''] = item.setups
    const kim = { name: 'Lee; Kim', address: 'kim@contoso.com' }
    const lines = unfold(
      calendarOf([item], now, en, { [setup]: [kim], Other: [{ name: 'Eve', address: null }] }),
    )
    expect(lines).toContain('CONTACT:Lee\\; Kim <kim@contoso.com>')
    expect(lines).toMatch(/DESCRIPTION:.*Responsible: Lee/)
    expect(lines).not.toMatch(/Eve|ATTENDEE/)
  })

  test('an end becomes a whole day with three reminders, the same entry at every export', () => {
    const lines = unfold(calendarOf([anItem()], now, en)).split('\r\n')
    expect(lines).toContain('UID:credential-1@sendproof')
    expect(lines).toContain('DTSTAMP:20261121T090000Z')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    expect(lines).toContain('SUMMARY:Client secret YQ_… expires: Contoso\\, EAP\\; main')
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual([
      'TRIGGER:-P30D',
      'TRIGGER:-P7D',
      'TRIGGER:-P1D',
    ])
    expect(calendarOf([anItem()], now, en)).toBe(calendarOf([anItem()], now, en))
  })

  test.each([
    ['has no day', { day: null, daysLeft: null }],
    ['is past', { day: '2026-11-20', daysLeft: -1 }],
  ])('what %s is left out', (_what, changes) => {
    expect(calendarOf([anItem(changes)], now, en)).not.toContain('VEVENT')
  })

  test('a reminder whose day has gone by is not written any more', () => {
    const lines = calendarOf([anItem({ day: '2026-11-28', daysLeft: 7 })], now, en).split('\r\n')
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual(['TRIGGER:-P7D', 'TRIGGER:-P1D'])
  })

  test('no line is longer than 75 octets or cut through a letter, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const plain = text.replace(/[\r\n]/g, '').toWellFormed()
        const folded = foldLine(plain)
        const octets = folded.split('\r\n').map((line) => Buffer.byteLength(line))
        expect(Math.max(...octets)).toBeLessThanOrEqual(75)
        expect(unfold(folded)).toBe(plain)
      }),
    )
  })

  test('no name of a setup can end its line, add another property, or be read back differently', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const lines = unfold(calendarOf([anItem({ setups: [name], product: name })], now, en)).split('\r\n')
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(5)
        const description = lines
          .find((line) => line.startsWith('DESCRIPTION:'))
          ?.slice('DESCRIPTION:'.length)
        const kept = name
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/(?!\n)\p{Cc}/gu, '')
        expect(unescape(description ?? '')).toContain(kept)
        expect(/[\r\n]/.test(escapeText(name))).toBe(false)
      }),
    )
  })
})

describe('people who are responsible', () => {
  test.each<[string, readonly (readonly [string, string | null])[] | string]>([
    ['Kim Lee <kim@contoso.com>', [['Kim Lee', 'kim@contoso.com']]],
    [
      '"Lee, Kim" <kim@contoso.com>; Ops',
      [
        ['Lee, Kim', 'kim@contoso.com'],
        ['Ops', null],
      ],
    ],
    ['ops@contoso.com\n\n', [['ops@contoso.com', 'ops@contoso.com']]],
    ['', []],
    ['Kim <kim at contoso>', 'people-unreadable'],
    ['Kim <kim@contoso.com> <x@y.z>', 'people-unreadable'],
    [Array.from({ length: 11 }, (_, at) => `P${at}`).join(';'), 'people-too-many'],
  ])('%j', (text, wanted) => {
    const people = parsePeople(text)
    if (typeof wanted === 'string') expect(people).toMatchObject({ error: { code: wanted } })
    else expect(people).toEqual(ok(wanted.map(([name, address]) => ({ name, address }))))
  })
})
