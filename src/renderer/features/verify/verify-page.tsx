/** Verify: what the next run would send, or one run, live or past. */
import type { SetupView } from '../../../contract/views.ts'
import { useSnapshot } from '../../app/use-desktop.ts'
import { useLocation, useOpened } from '../../app/use-location.ts'
import { RunBoard } from './run-board.tsx'
import { RunPlan } from './run-plan.tsx'

export function VerifyPage({ view }: { readonly view: SetupView }) {
  const { move } = useLocation()
  const opened = useOpened(view.id)
  const runs = useSnapshot('run.list', { setup: view.id }).value ?? []
  const open = (run: string | null) =>
    move({ type: 'setup', setup: view.id, page: 'verify', open: { run, probe: null } })
  const run = opened.run === 'plan' ? null : (opened.run ?? view.lastRunId)
  if (run === null) return <RunPlan view={view} runs={runs} onOpenRun={open} />
  return (
    <RunBoard
      key={run}
      view={view}
      run={run}
      runs={runs}
      opened={opened.probe}
      onOpenRun={open}
      onOpen={(probe) => move({ type: 'setup', setup: view.id, page: 'verify', open: { probe } })}
    />
  )
}
