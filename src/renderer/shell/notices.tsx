/** Sentences from main that no call asked for, at the foot of the window until they are dismissed. */
import { Button } from '@fluentui/react-components'
import { Dismiss20Regular, Info20Filled, Warning20Filled } from '@fluentui/react-icons'
import { useCallback, useState } from 'react'
import type { EventPayload } from '../../contract/events.schema.ts'
import { sayNotice } from '../../words/say-notice.ts'
import { text, words } from '../desk/words.ts'
import styles from './notices.module.css'
import { useEvent } from '../data/use-desktop.ts'

type Notice = EventPayload<'app.notice'> & { readonly id: number }

const said = ({ notice }: EventPayload<'app.notice'>) => sayNotice(words, notice, 'window')

/** More than this and the oldest go: a broken network must not fill the screen. */
const most = 3

export function Notices() {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const add = useCallback((notice: EventPayload<'app.notice'>) => {
    setNotices((before) => [
      ...before.filter((old) => said(old) !== said(notice)).slice(1 - most),
      { ...notice, id: (before.at(-1)?.id ?? 0) + 1 },
    ])
  }, [])
  useEvent('app.notice', add)
  return (
    <div className={styles.notices} role="status" aria-label={text.frame.notices}>
      {notices.map((notice) => (
        <div key={notice.id} className={`${styles.notice} ${styles[notice.level]}`}>
          {notice.level === 'warning' ? <Warning20Filled aria-hidden /> : <Info20Filled aria-hidden />}
          <p className={styles.text}>{said(notice)}</p>
          <Button
            size="small"
            appearance="transparent"
            icon={<Dismiss20Regular />}
            aria-label={text.error.dismiss}
            onClick={() => setNotices((before) => before.filter((other) => other.id !== notice.id))}
          />
        </div>
      ))}
    </div>
  )
}
