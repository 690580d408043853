/** Who is responsible for what expires in a setup: named on every list and in the calendar. Nothing is sent to them. */
import { z } from 'zod'
import { checkAddress } from '../fields/address.ts'
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'

export const mostPeople = 10
const longestName = 100

export const PersonSchema = z.strictObject({
  name: z.string().min(1).max(longestName),
  address: z.string().max(254).nullable(),
})
export const PeopleSchema = z.array(PersonSchema).max(mostPeople)
export type Person = z.infer<typeof PersonSchema>

/** One a line, or parted by semicolons: “Kim Lee <kim@contoso.com>”, an address alone, or a name alone. Empty text: nobody. */
export function parsePeople(text: string): Result<Person[], AppError> {
  const parts = text
    .split(/[\n;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length > mostPeople) return err({ code: 'people-too-many', most: mostPeople, field: 'people' })
  const people: Person[] = []
  for (const part of parts) {
    const [, before = '', bracketed] = /^([^<>]*)<([^<>]+)>$/.exec(part) ?? []
    const given = bracketed?.trim() ?? (part.includes('@') ? part : null)
    const name = (bracketed === undefined ? part : before.trim() || bracketed.trim()).replace(
      /^"(.*)"$/,
      '$1',
    )
    const address = given === null ? ok(null) : checkAddress(given, 'people')
    if (!address.ok || name === '' || name.length > longestName || /[<>\p{Cc}]/u.test(name))
      return err({ code: 'people-unreadable', given: part, field: 'people' })
    people.push({ name, address: address.value })
  }
  return ok(people)
}

/** What another version wrote and this one cannot read is as good as nobody. */
export function keptPeople(text: string | null): Person[] {
  try {
    return PeopleSchema.safeParse(JSON.parse(text ?? '[]')).data ?? []
  } catch {
    return []
  }
}
