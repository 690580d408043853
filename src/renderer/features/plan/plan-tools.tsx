/** What stands above the steps: search, what is left, whose steps, printing and sharing. */
import { Button, Input, ToggleButton } from '@fluentui/react-components'
import { Print20Regular, Search20Regular } from '@fluentui/react-icons'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { effortLeft, stepsFor } from '../../../domain/checklist/what-is-left.ts'
import type { Role } from '../../../domain/recipe/recipe-step.schema.ts'
import type { PlanView } from '../../data/location.ts'
import { text } from '../../desk/words.ts'
import { FilterChips } from '../../kit/choices.tsx'
import { useNow } from '../../kit/surroundings.ts'
import { countNeeded, isFiltered } from './plan-filter.ts'
import { ShareMenu } from './share-menu.tsx'
import { rolesOf } from './step-look.ts'
import styles from './plan-tools.module.css'

interface PlanToolsProps {
  readonly view: SetupView
  readonly plan: PlanView
  readonly shown: readonly ChecklistStep[]
  readonly onChange: (fields: Partial<PlanView>) => void
  readonly onPrint: () => void
}

const everyone = ''

export function PlanTools({ view, plan, shown, onChange, onPrint }: PlanToolsProps) {
  const { checklist } = view
  const count = (role: Role | null) => countNeeded(checklist, { role, left: plan.left })
  return (
    <div className={styles.tools}>
      <div className={styles.row}>
        <Input
          type="search"
          size="small"
          className={styles.search}
          contentBefore={<Search20Regular aria-hidden />}
          aria-label={text.plan.search}
          placeholder={text.plan.searchHint}
          value={plan.words}
          maxLength={200}
          onChange={(_, data) => onChange({ words: data.value })}
        />
        <ToggleButton size="small" checked={plan.left} onClick={() => onChange({ left: !plan.left })}>
          {text.plan.onlyLeft}
        </ToggleButton>
        <span className={styles.end}>
          <Button size="small" appearance="subtle" icon={<Print20Regular />} onClick={onPrint}>
            {text.plan.print}
          </Button>
          <ShareMenu view={view} />
        </span>
      </div>
      <div className={styles.roles}>
        <FilterChips<Role | typeof everyone>
          label={text.plan.filter}
          chosen={plan.role ?? everyone}
          onChoose={(role) => onChange({ role: role === everyone ? null : role })}
          chips={[
            { key: everyone, label: text.plan.everyone, count: count(null) },
            ...rolesOf(checklist.steps).map((role) => ({
              key: role,
              label: text.short.roles[role],
              count: count(role),
            })),
          ]}
        />
      </div>
      <p className={styles.count} role="status">
        <Summary
          all={checklist.total}
          plan={plan}
          shown={shown}
          left={stepsFor(checklist, { role: null, left: true })}
        />
      </p>
    </div>
  )
}

interface SummaryProps {
  readonly all: number
  readonly plan: PlanView
  readonly shown: readonly ChecklistStep[]
  /** What anybody still has to do, whatever is shown. */
  readonly left: readonly ChecklistStep[]
}

function Summary({ all, plan, shown, left }: SummaryProps) {
  const now = useNow(60_000)
  const filtered = isFiltered(plan)
  if (filtered && !plan.left) return text.plan.filtered(shown.length, all)
  const counted = filtered ? shown : left
  const { work, waiting } = effortLeft(counted, new Date(now).toISOString())
  return text.plan.left(plan.role === null ? null : text.roles[plan.role], counted.length, work, waiting)
}
