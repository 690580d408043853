/** The plan of a setup: its steps in stages, and one of them open beside the list. */
import { Button } from '@fluentui/react-components'
import { useCallback } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { PlanView } from '../../data/location.ts'
import { useSnapshot } from '../../data/use-desktop.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorNote } from '../../kit/error-note.tsx'
import { LoadError } from '../../pieces/load-error.tsx'
import { Panes } from '../../kit/panes.tsx'
import { PlanPaper, usePrinting } from './plan-paper.tsx'
import { shownSteps } from './plan-filter.ts'
import { PlanTools } from './plan-tools.tsx'
import { PlanWarnings } from './plan-warnings.tsx'
import { StepDetail } from './step-detail.tsx'
import { StepList } from './step-list.tsx'
import { useUndo } from './use-undo.ts'
import planToolsParts from './plan-tools.module.css'

export function PlanPage({ view }: { readonly view: SetupView }) {
  const { move } = useLocation()
  const opened = useOpened(view.id)
  const conflicts = useSnapshot('step.conflicts', { setup: view.id })
  const { printing, print } = usePrinting()
  const { steps, next } = view.checklist
  const chosen = steps.find((step) => step.id === opened.step)
  const shown = chosen ?? steps.find((step) => step.id === next) ?? steps[0]
  const open = useCallback(
    (step: string | null) => move({ type: 'setup', setup: view.id, page: 'plan', open: { step } }),
    [move, view.id],
  )
  const undo = useUndo(view.id, steps, open)
  const look = (fields: Partial<PlanView>) =>
    move({ type: 'setup', setup: view.id, page: 'plan', open: { plan: { ...opened.plan, ...fields } } })
  if (shown === undefined) return <EmptyState title={text.plan.emptyTitle}>{text.plan.empty}</EmptyState>
  const listed = shownSteps(view.checklist, opened.plan)
  const differing = conflicts.value ?? []
  const searched = opened.plan.words.trim() !== ''
  return (
    <>
      <PlanWarnings
        product={view.recipe.name}
        passwordEnd={view.passwordEnd}
        deadlines={view.deadlines}
        cautions={view.cautions}
        open={opened.plan.warnings}
        onToggle={() => look({ warnings: !opened.plan.warnings })}
      />
      {conflicts.error !== undefined && <LoadError error={conflicts.error} />}
      <Panes
        listName={text.plan.list}
        detailName={text.plan.detail}
        opened={chosen !== undefined}
        onBack={() => open(null)}
        list={
          <>
            <PlanTools view={view} plan={opened.plan} shown={listed} onChange={look} onPrint={print} />
            <p role="status" className={planToolsParts.undone} hidden={undo.said === null}>
              {undo.said}
            </p>
            {undo.action.error !== null && (
              <ErrorNote error={undo.action.error} onDismiss={undo.action.clear} />
            )}
            {listed.length === 0 ? (
              <EmptyState
                title={searched ? text.plan.noneFits : text.plan.nothingLeft}
                action={
                  <Button onClick={() => look({ role: null, left: false, words: '' })}>
                    {text.plan.showAll}
                  </Button>
                }
              >
                {searched ? text.plan.noneFitsHow : text.plan.nothingLeftHow}
              </EmptyState>
            ) : (
              <>
                <StepList
                  steps={listed}
                  titles={new Map(steps.map(({ id, title }) => [id, title]))}
                  shown={shown.id}
                  conflicts={new Set(differing.map(({ step }) => step))}
                  onOpen={open}
                />
                <NotNeeded
                  count={steps.filter(({ state }) => state === 'not-needed').length}
                  plan={opened.plan}
                  onToggle={() => look({ notNeeded: !opened.plan.notNeeded })}
                />
              </>
            )}
          </>
        }
        detail={
          <StepDetail
            key={shown.id}
            view={view}
            step={shown}
            conflict={differing.find(({ step }) => step === shown.id) ?? null}
            onOpenStep={open}
          />
        }
      />
      {printing && (
        <PlanPaper
          view={view}
          // A word that was looked for is no reason to leave steps out on paper.
          steps={shownSteps(view.checklist, { ...opened.plan, words: '' })}
          plan={opened.plan}
          conflicts={differing}
        />
      )}
    </>
  )
}

interface NotNeededProps {
  readonly count: number
  readonly plan: PlanView
  readonly onToggle: () => void
}

/** What these answers leave out is out of the way, and one click off. A search looks through it as well. */
function NotNeeded({ count, plan, onToggle }: NotNeededProps) {
  if (count === 0 || plan.left || plan.words.trim() !== '') return null
  return (
    <div className={planToolsParts.notNeeded}>
      <Button size="small" appearance="subtle" aria-expanded={plan.notNeeded} onClick={onToggle}>
        {plan.notNeeded ? text.plan.hideNotNeeded : text.plan.showNotNeeded(count)}
      </Button>
    </div>
  )
}
