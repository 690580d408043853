/** The runs so far, newest first, to look at again. */
import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { History20Regular } from '@fluentui/react-icons'
import type { CallOutput } from '../../../contract/calls.ts'
import { text } from '../../text/en.ts'
import { fullDate } from '../../ui/dates.ts'

interface EarlierRunsProps {
  readonly runs: CallOutput<'run.list'>
  readonly onOpenRun: (run: string) => void
}

/** More than fit a menu are in the reports. */
const most = 20

export function EarlierRuns({ runs, onOpenRun }: EarlierRunsProps) {
  if (runs.length === 0) return null
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle" icon={<History20Regular />}>
          {text.verify.runs(runs.length)}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {runs.slice(0, most).map((run) => (
            <MenuItem key={run.id} secondaryContent={text.verify.runStates[run.state] ?? run.state} onClick={() => onOpenRun(run.id)}>
              {fullDate(run.startedAt)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
