/** The settings, filtered, and one of them open beside the list. */
import { useState } from 'react'
import type { SetupView } from '../../../contract/views.schema.ts'
import { portalLink } from '../../../domain/entra/admin/portal-links.ts'
import { groupOfCheck } from '../../../domain/entra/audit/check-groups.ts'
import { useLocation, useOpened } from '../../data/use-location.ts'
import { text } from '../../desk/words.ts'
import { FilterChips } from '../../kit/choices.tsx'
import { Panes } from '../../kit/panes.tsx'
import { SettingDetail } from './setting-detail.tsx'
import { SettingList } from './setting-list.tsx'
import {
  clientIdOf,
  countsOf,
  filtered,
  firstToShow,
  isAbsent,
  type SettingFilter,
  type SettingRow,
} from './setting-rows.ts'
import styles from './setting-panes.module.css'

interface SettingPanesProps {
  readonly view: SetupView
  readonly rows: readonly SettingRow[]
  readonly onOpenPortal: (link: string) => void
  readonly onReplace: () => void
}

export function SettingPanes({ view, rows, onOpenPortal, onReplace }: SettingPanesProps) {
  const { move } = useLocation()
  const [filter, setFilter] = useState<SettingFilter>('all')
  const { setting } = useOpened(view.id)
  const { registration } = text
  const counts = countsOf(rows)
  const listed = filtered(rows, filter)
  const chosen = listed.find(({ check }) => check.id === setting)
  const shown = chosen ?? firstToShow(listed)
  const open = (id: string | null) =>
    move({ type: 'setup', setup: view.id, page: 'registration', open: { setting: id } })
  const filters: readonly SettingFilter[] = ['all', 'differs', 'unknown']
  return (
    <Panes
      listName={registration.list}
      detailName={registration.detail}
      opened={chosen !== undefined}
      onBack={() => open(null)}
      list={
        <>
          <div className={styles.tools}>
            <FilterChips
              label={registration.filter}
              chips={filters.map((key) => ({ key, label: registration.filters[key], count: counts[key] }))}
              chosen={filter}
              onChoose={setFilter}
            />
          </div>
          {listed.length === 0 ? (
            <p className={styles.none}>{registration.noneHere}</p>
          ) : (
            <SettingList rows={listed} shown={shown?.check.id} onOpen={open} />
          )}
        </>
      }
      detail={
        shown === undefined ? null : (
          <SettingDetail
            key={shown.check.id}
            view={view}
            row={shown}
            absent={isAbsent(rows)}
            portal={portalLink(view.cloud, clientIdOf(rows), groupOfCheck[shown.check.id])}
            onOpenPortal={onOpenPortal}
            onReplace={onReplace}
          />
        )
      }
    />
  )
}
