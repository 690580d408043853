/** When a scheduled verification runs, as it is typed in. */
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { oneLine } from '../text/escape.ts'
import { weekdays, type Weekday } from './weekdays.ts'

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
