/** Who is responsible for what expires in a setup: kept beside it, and removed with it by the store. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { keptPeople, parsePeople, type Person } from '../../../domain/expiry/people.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { SetupStore } from './stores.port.ts'

export function peopleOf(setups: Pick<SetupStore, 'getSetting'>, setupId: string): Person[] {
  return keptPeople(setups.getSetting(settingOf(setupId)))
}

/** `text`: one person a line; empty takes all away. */
export function enterPeople(
  setups: Pick<SetupStore, 'setSetting'>,
  setupId: string,
  text: string,
): Result<Person[], AppError> {
  const people = parsePeople(text)
  if (people.ok) keepPeople(setups, setupId, people.value)
  return people
}

export function keepPeople(
  setups: Pick<SetupStore, 'setSetting'>,
  setupId: string,
  people: readonly Person[],
): void {
  setups.setSetting(settingOf(setupId), JSON.stringify(people))
}

const settingOf = (setupId: string) => `people:${setupId}`
