/** The plan of a setup: its steps in stages, and one of them open beside the list. */
import type { SetupView } from '../../../contract/views.ts'
import { useLocation, useOpened } from '../../app/use-location.ts'
import { text } from '../../text/en.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panes } from '../../ui/panes.tsx'
import { StepDetail } from './step-detail.tsx'
import { StepList } from './step-list.tsx'

export function PlanPage({ view }: { readonly view: SetupView }) {
  const { move } = useLocation()
  const opened = useOpened(view.id)
  const { steps, next } = view.checklist
  const chosen = steps.find((step) => step.id === opened.step)
  const shown = chosen ?? steps.find((step) => step.id === next) ?? steps[0]
  const open = (step: string | null) => move({ type: 'setup', setup: view.id, page: 'plan', open: { step } })
  if (shown === undefined) return <EmptyState title={text.plan.emptyTitle}>{text.plan.empty}</EmptyState>
  return (
    <Panes
      listName={text.plan.list}
      detailName={text.plan.detail}
      opened={chosen !== undefined}
      onBack={() => open(null)}
      list={<StepList steps={steps} shown={shown.id} onOpen={open} />}
      detail={<StepDetail key={shown.id} view={view} step={shown} onOpenStep={open} />}
    />
  )
}
