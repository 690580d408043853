/** When a scheduled verification runs, as it is typed in. */
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'

/** `mon,thu`, in any order and each once; `daily` stands for all. */
export function parseDays(text: string): Result<Weekday[], AppError> {
  const words = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((word) => word !== '')
  if (words.length === 1 && words[0] === 'daily') return ok([...weekdays])
  const wrong = words.find((word) => !weekdays.some((day) => day === word))
  if (words.length > 0 && wrong === undefined) return ok(weekdays.filter((day) => words.includes(day)))
  return err(
    wrong === undefined
      ? { code: 'task-days-missing', field: '--days' }
      : { code: 'task-day-invalid', day: oneLine(wrong), field: '--days' },
  )
}

/** The days a task can run on, in the order of a week. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]
