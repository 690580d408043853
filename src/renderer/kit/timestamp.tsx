/** A moment: today's as a time, others as ISO date with weekday; the whole of it in the tooltip and for machines. */
import { useNow } from './use-now.ts'
import { text } from '../desk/words.ts'
import { clockTime, fullDate, isSameDay } from './dates.ts'

export function Timestamp({
  iso,
  full = false,
  seconds = false,
}: {
  readonly iso: string
  readonly full?: boolean
  readonly seconds?: boolean
}) {
  const now = useNow(60_000)
  const shown = !full && isSameDay(iso, now) ? text.time.today(clockTime(iso, seconds)) : fullDate(iso)
  return (
    <time dateTime={iso} title={fullDate(iso)}>
      {shown}
    </time>
  )
}
