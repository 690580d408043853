/** A calendar file (RFC 5545) of what expires: reminders that work without Sendproof, a server or a sign-in. */
import { responsibleFor, type ExpiryItem, type PeopleOfSetups } from '../../domain/expiry/expiry-item.ts'
import type { Person } from '../../domain/expiry/people.schema.ts'
import type { Words } from '../../words/words.ts'

/** How many days before it a calendar speaks up. @see reference 2.3 */
const alarmDays = [30, 7, 1] as const
const longestLine = 75

/** What has no day, or one that is past, cannot remind anybody and is left out; so is a reminder whose day has gone by. */
export function calendarOf(
  items: readonly ExpiryItem[],
  now: string,
  words: Words,
  people: PeopleOfSetups = {},
): string {
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    foldable('PRODID', `-//Sendproof//${words.calendar.product}//EN`),
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...items.flatMap((item) =>
      item.day === null || item.daysLeft === null || item.daysLeft < 0
        ? []
        : eventLines(
            item,
            { day: item.day, daysLeft: item.daysLeft, stamp },
            words,
            responsibleFor(item, people),
          ),
    ),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

const foldable = (name: string, text: string) => `${name}:${escapeText(text)}`

function eventLines(
  item: ExpiryItem,
  at: { readonly day: string; readonly daysLeft: number; readonly stamp: string },
  { calendar }: Words,
  people: readonly Person[],
): string[] {
  const summary = calendar.entry(item)
  const about = [
    calendar.advice(item),
    ...(people.length === 0 ? [] : [calendar.responsible(people)]),
    // a credential's date is the entry's own, and a count of days would be false tomorrow
    ...(item.kind === 'deadline' ? [item.announced, item.source] : []),
  ]
  return [
    'BEGIN:VEVENT',
    `UID:${item.id}@sendproof`,
    `DTSTAMP:${at.stamp}`,
    `DTSTART;VALUE=DATE:${at.day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dayAfter(at.day).replaceAll('-', '')}`,
    foldable('SUMMARY', summary),
    foldable('DESCRIPTION', about.join('\n')),
    // A published calendar has no attendees (RFC 5546 3.2.1): whom to ask is a contact.
    ...people.map((person) => foldable('CONTACT', calendar.person(person))),
    'TRANSP:TRANSPARENT',
    ...alarmDays
      .filter((days) => days <= at.daysLeft)
      .flatMap((days) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `TRIGGER:-P${days}D`,
        foldable('DESCRIPTION', summary),
        'END:VALARM',
      ]),
    'END:VEVENT',
  ]
}

/** RFC 5545 3.3.11; control characters have no place in a calendar. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** RFC 5545 3.1: at most 75 octets a line, never through the middle of a character. */
export function foldLine(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = octetsOf(character)
    // the space that continues a line counts as well
    if (octets + size > longestLine) {
      parts.push(part)
      part = ''
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n ')
}

function octetsOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
