/** Verify: what the next run would send, or one run, live or past. */
import { useCallback } from 'react'
import type { CallOutput } from '../../../contract/calls.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { RunBoard } from './run-board.tsx'
import { RunPlan } from './run-plan.tsx'

const none: CallOutput<'run.list'> = []

export function VerifyPage({ view }: { readonly view: SetupView }) {
  const { move } = useLocation()
  const opened = useOpened(view.id)
  const runs = useSnapshot('run.list', { setup: view.id }).value ?? none
  const { id: setup } = view
  // The same functions each time, so that what has not changed need not be drawn again.
  const open = useCallback(
    (run: string | null) => move({ type: 'setup', setup, page: 'verify', open: { run, probe: null } }),
    [move, setup],
  )
  const openProbe = useCallback(
    (probe: string | null) => move({ type: 'setup', setup, page: 'verify', open: { probe } }),
    [move, setup],
  )
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
      onOpen={openProbe}
    />
  )
}
