/** A calendar file (RFC 5545) of what ends: reminders that work without Sendproof, a server or a sign-in. */
import type { ExpiryItem } from './expiry-list.ts'

/** How many days before an end a calendar speaks up. @see reference 2.3 */
const alarmDays = [30, 7, 1] as const
const longestLine = 75

/** What has no day cannot stand in a calendar and is left out. */
export function calendarOf(items: readonly ExpiryItem[], now: string): string {
  const stamp = `${now.slice(0, 19).replace(/[-:]/g, '')}Z`
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sendproof//Expiry dates//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...items.flatMap((item) => (item.day === null ? [] : eventLines(item, item.day, stamp))),
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

function eventLines(item: ExpiryItem, day: string, stamp: string): string[] {
  const title = item.kind === 'deadline' ? item.what : `${item.what} ends`
  const summary = `${title}: ${item.setups.join(', ')}`
  const about = [
    item.advice,
    item.kind === 'deadline' ? item.wording : '',
    item.source === null ? '' : item.source,
  ].filter((text) => text !== '')
  return [
    'BEGIN:VEVENT',
    `UID:${item.id}@sendproof`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${dayAfter(day).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(about.join('\n'))}`,
    'TRANSP:TRANSPARENT',
    ...alarmDays.flatMap((days) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:-P${days}D`,
      `DESCRIPTION:${escapeText(summary)}`,
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
