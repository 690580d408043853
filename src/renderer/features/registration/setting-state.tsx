/** The state of a setting: icon, word and colour. */
import {
  CheckmarkCircle20Filled,
  ErrorCircle20Filled,
  Info20Regular,
  QuestionCircle20Regular,
  Warning20Filled,
} from '@fluentui/react-icons'
import { text } from '../../desk/words.ts'
import type { SettingLook } from './setting-rows.ts'
import styles from './setting-state.module.css'

const icons = {
  ok: CheckmarkCircle20Filled,
  error: ErrorCircle20Filled,
  warning: Warning20Filled,
  note: Info20Regular,
  unknown: QuestionCircle20Regular,
} as const satisfies Record<SettingLook, unknown>

export function SettingIcon({ look }: { readonly look: SettingLook }) {
  const Icon = icons[look]
  return <Icon className={styles[look]} aria-hidden />
}

export function wordOf(look: SettingLook): string {
  const { states, severities } = text.registration
  return look === 'ok' || look === 'unknown' ? states[look] : severities[look]
}

export function SettingWord({ look }: { readonly look: SettingLook }) {
  return <span className={styles[look]}>{wordOf(look)}</span>
}
