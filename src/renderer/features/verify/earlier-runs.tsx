/** The runs so far, newest first, to look at again. */
import { History20Regular } from '@fluentui/react-icons'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import { text } from '../../desk/words.ts'
import { fullDate } from '../../kit/dates.ts'
import { MenuButton } from '../../kit/menu-button.tsx'

interface EarlierRunsProps {
  readonly runs: CallOutput<'run.list'>
  readonly onOpenRun: (run: string) => void
}

/** More than fit a menu are in the reports. */
const most = 20

export function EarlierRuns({ runs, onOpenRun }: EarlierRunsProps) {
  if (runs.length === 0) return null
  return (
    <MenuButton
      label={text.verify.runs}
      icon={<History20Regular />}
      choices={runs.slice(0, most).map((run) => ({
        key: run.id,
        label: fullDate(run.startedAt),
        more: text.verify.runStates[run.state],
        onChoose: () => onOpenRun(run.id),
      }))}
    />
  )
}
