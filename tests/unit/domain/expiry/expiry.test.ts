/** Nobody is surprised by an end: the list is complete, and the calendar can be read by any calendar. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Credential } from '../../../../src/domain/credential/credential.ts'
import { parseDeadlines } from '../../../../src/domain/deadline/deadline.ts'
import { daysInWords, daysUntil } from '../../../../src/domain/expiry/days.ts'
import {
  endingWithin,
  expiryList,
  soonestExpiry,
  type ExpiryItem,
} from '../../../../src/domain/expiry/expiry-list.ts'
import { calendarOf, escapeText, foldLine } from '../../../../src/domain/expiry/ics.ts'
import { parseRecipe } from '../../../../src/domain/recipe/parse-recipe.ts'
import { recipeLibrary } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import { aSetup } from '../../../fakes/samples.ts'

const now = '2026-11-21T09:00:00.000Z'
const assets = path.resolve(import.meta.dirname, '../../../../assets')
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
      { setup: first, recipe: exact, credentials: [aCredential(), old, silent] },
      { setup: second, recipe: exact, credentials: [] },
    ],
    deadlines,
    now,
  )

  test('the soonest comes first, what has no date last, and an old one says what to do with it', () => {
    const credentials = list.filter(({ kind }) => kind !== 'deadline')
    expect(credentials.map(({ daysLeft }) => daysLeft)).toEqual([-1, 34, null])
    expect(credentials[0]).toMatchObject({
      wording: 'ended yesterday (2026-11-20)',
      what: 'Client secret YQ_… (replaced)',
    })
    expect(credentials[0]?.advice).toContain('remove it from the registration')
    expect(credentials[1]?.wording).toBe('in 34 days (2026-12-25)')
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

  test('a month ahead holds what has ended already, and no date that is over or open', () => {
    const near = endingWithin(list, 40)
    expect(near.filter(({ kind }) => kind !== 'deadline').map(({ daysLeft }) => daysLeft)).toEqual([-1, 34])
    expect(near.every(({ kind, daysLeft }) => kind !== 'deadline' || (daysLeft ?? -1) >= 0)).toBe(true)
    expect(endingWithin(list, 33).some(({ daysLeft }) => daysLeft === 34)).toBe(false)
  })

  test('the card of a setup names the first end', () => {
    expect(soonestExpiry([aCredential(), old, silent])).toEqual({
      what: 'Client secret YQ_…',
      at: '2026-11-20T00:00:00.000Z',
    })
    expect(soonestExpiry([silent])).toBeNull()
  })

  test.each([
    ['2026-11-21T23:59:00.000Z', 'today'],
    ['2026-11-22T00:00:00.000Z', 'tomorrow'],
    ['2026-11-19T00:00:00.000Z', 'ended 2 days ago'],
    ['2027-11-21T00:00:00.000Z', 'in 365 days'],
  ])('%s is %s', (at, words) => {
    expect(daysInWords(daysUntil(at, now))).toBe(words)
  })
})

describe('the calendar file', () => {
  const unfold = (text: string) => text.replaceAll('\r\n ', '')
  const unescape = (text: string) =>
    text.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign))
  const anItem = (changes: Partial<ExpiryItem> = {}): ExpiryItem => ({
    id: 'credential-1',
    kind: 'secret',
    what: 'Client secret YQ_…',
    setups: ['Contoso, EAP; main'],
    day: '2026-12-31',
    daysLeft: 40,
    wording: 'in 40 days (2026-12-31)',
    advice: 'Add another one.',
    source: null,
    ...changes,
  })

  test('an end becomes a whole day with three reminders, the same entry at every export', () => {
    const lines = unfold(calendarOf([anItem()], now)).split('\r\n')
    expect(lines).toContain('UID:credential-1@sendproof')
    expect(lines).toContain('DTSTAMP:20261121T090000Z')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    expect(lines).toContain('SUMMARY:Client secret YQ_… ends: Contoso\\, EAP\\; main')
    expect(lines.filter((line) => line.startsWith('TRIGGER'))).toEqual([
      'TRIGGER:-P30D',
      'TRIGGER:-P7D',
      'TRIGGER:-P1D',
    ])
    expect(calendarOf([anItem()], now)).toBe(calendarOf([anItem()], now))
  })

  test('what has no day is left out', () => {
    expect(calendarOf([anItem({ day: null, daysLeft: null })], now)).not.toContain('VEVENT')
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
        const lines = unfold(calendarOf([anItem({ setups: [name], advice: name })], now)).split('\r\n')
        expect(lines.filter((line) => line.startsWith('BEGIN:'))).toHaveLength(5)
        const description = lines
          .find((line) => line.startsWith('DESCRIPTION:'))
          ?.slice('DESCRIPTION:'.length)
        const kept = name
          .toWellFormed()
          .replace(/\r\n?/g, '\n')
          .replace(/(?!\n)\p{Cc}/gu, '')
        expect(unescape(description ?? '')).toBe(kept)
        expect(/[\r\n]/.test(escapeText(name))).toBe(false)
      }),
    )
  })
})
