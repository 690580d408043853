/** The window's title: which setup is open, and for how long there is nothing to do but wait. Draws nothing. */
import { useEffect } from 'react'
import { text } from '../desk/words.ts'
import { useNow } from '../kit/use-now.ts'
import { titleOf } from '../data/title-of.ts'
import { useAction, useSnapshot } from '../data/use-desktop.ts'
import { useLocation } from '../data/use-location.ts'

export function WindowTitle() {
  const { place } = useLocation().location
  const setups = useSnapshot('setup.list', null).value ?? []
  const { run } = useAction()
  const title = titleOf(place, setups, useNow())
  useEffect(() => {
    document.title = title === '' ? text.product : `${title} – ${text.product}`
    void run('app.setTitle', { text: title })
  }, [run, title])
  return null
}
