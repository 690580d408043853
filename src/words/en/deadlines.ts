/** Dates in words: announced changes of Microsoft 365, and expiry dates. A day that is past is never “next”. */
import type { PasswordEnd } from '../../domain/deadline/password-end.ts'
import { terms } from './terms.ts'
import { productInSentence } from './product-name.ts'

export interface AnnouncedDates {
  /** Days, YYYY-MM-DD; null when none was announced. */
  readonly from: string | null
  readonly to: string | null
  /** As announced: “second half of 2027”. */
  readonly announced: string
  readonly sure: 'confirmed' | 'announced' | 'not-confirmed'
}

const sureness = {
  confirmed: '',
  announced: '; Microsoft has not named the day',
  'not-confirmed': '; not confirmed by Microsoft',
} as const

/** `today`: any ISO time of that day. Days are counted in UTC, so that every PC says the same. */
function when({ from, to, announced, sure }: AnnouncedDates, today: string): string {
  return `${dated(from, to, announced, today)}${sureness[sure]}`
}

function dated(from: string | null, to: string | null, announced: string, today: string): string {
  if (from === null) return announced
  const until = daysBetween(today, from)
  const last = to ?? from
  if (until > 0) return `${span(from, last)}, ${daysLeft(until)}`
  const left = daysBetween(today, last)
  if (left < 0) return `since ${day(last)}`
  return to === null || to === from ? `today, ${day(from)}` : `${span(from, last)}, ${daysLeft(left)}`
}

/** “21 to 31 December 2026”, or the one day; what both days have in common is said once. */
function span(from: string, to: string): string {
  if (from === to) return day(to)
  const same = from.slice(0, 7) === to.slice(0, 7) ? 1 : from.slice(0, 4) === to.slice(0, 4) ? 2 : 3
  return `${day(from).split(' ').slice(0, same).join(' ')} to ${day(to)}`
}

function daysLeft(count: number): string {
  return count === 0 ? 'the last day is today' : `${terms.days(count)} left`
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric' },
  timeZone: 'UTC',
})

function day(date: string): string {
  return dayFormat.format(new Date(date.slice(0, 10)))
}

/** In two parts: the question people come with, and its answer for this product. `today`: as for `when`. */
function passwordEnd(product: string, end: PasswordEnd, today: string): { ask: string; answer: string } {
  const last = end.to ?? end.from
  const way =
    end.sends === 'smtp'
      ? 'This plan moves it to OAuth, which is not affected.'
      : 'This plan moves it to Microsoft Graph, which is not affected.'
  if (end.over)
    return {
      ask: 'Passwords for SMTP are switched off.',
      answer: `Microsoft did this by default (${when(end, today)}). If ${productInSentence(product)} still uses one, it cannot send. ${way}`,
    }
  return {
    ask: last === null ? 'When passwords for SMTP end?' : `By ${day(last)}?`,
    answer: `Only if ${productInSentence(product)} still uses a password for SMTP, which Microsoft switches off by default (${when(end, today)}). ${way}`,
  }
}

const daysBetween = (from: string, to: string) =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)

export const dateWords = {
  when,
  passwordEnd,
  day,
  daysLeft: (count: number) => {
    if (count < 0) return count === -1 ? 'expired yesterday' : `expired ${terms.days(-count)} ago`
    return count === 0
      ? 'expires today'
      : count === 1
        ? 'expires tomorrow'
        : `expires in ${terms.days(count)}`
  },
  /** Of a sign-in that nobody uses. */
  validUnused: (date: string, left: number) =>
    left < 0
      ? `if unused, expired ${left === -1 ? 'yesterday' : `${terms.days(-left)} ago`} (${date})`
      : `if unused, valid until ${date} (${left === 0 ? 'today' : `${terms.days(left)} left`})`,
  noExpiryDate: 'No expiry date entered',
}
