/** What the page can have done: each act with the sign-in that was chosen the last time, or asked for first. */
import { useState } from 'react'
import type { AdminWishView, DoorsView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { useAction, useSnapshot, type Action } from '../../data/use-desktop.ts'

/** What the sign-in is asked for. */
export interface Asking {
  readonly then: 'read' | 'preview' | 'apply' | 'revert'
  /** The registration, or the preview, that it is about. */
  readonly id?: string
  /** Entries of the journal that are taken back. */
  readonly entries?: readonly string[]
}

export interface RegistrationWork {
  readonly action: Action
  readonly doors: DoorsView | undefined
  readonly doorsError: AppError | undefined
  /** Whether a sign-in can be asked for. */
  readonly ready: boolean
  readonly asking: Asking | null
  /** Asks how to sign in, and then does it; null puts the question away. */
  readonly ask: (asking: Asking | null) => void
  readonly signIn: (wish: AdminWishView) => void
  readonly read: () => void
  readonly preview: (clientId: string | null) => void
  readonly apply: (planned: string) => void
  readonly revert: (entries: readonly string[]) => void
  readonly stop: () => void
  readonly close: () => void
  readonly handOver: () => void
  /** Where the hand-over pack was saved. */
  readonly saved: string | null
  readonly openLink: (url: string) => void
}

export function useRegistration({ id: setup }: Pick<SetupView, 'id'>): RegistrationWork {
  const action = useAction()
  const doors = useSnapshot('registration.doors', { setup })
  const [chosen, setChosen] = useState<AdminWishView | null>(null)
  const [asking, ask] = useState<Asking | null>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const wish = chosen ?? doors.value?.last ?? null
  const start = ({ then, id, entries = [] }: Asking, as: AdminWishView) => {
    setSaved(null)
    switch (then) {
      case 'read':
        return void action.run('registration.read', { setup, wish: as })
      case 'preview':
        return void action.run('registration.preview', { setup, wish: as, clientId: id ?? null })
      case 'apply':
        return void action.run('registration.apply', { setup, wish: as, planned: id ?? '' })
      case 'revert':
        return void action.run('registration.revert', { setup, wish: as, entries: [...entries] })
    }
  }
  const begin = (what: Asking) => (wish === null ? ask(what) : start(what, wish))
  return {
    action,
    doors: doors.value,
    doorsError: doors.value === undefined ? doors.error : undefined,
    ready: doors.value !== undefined,
    asking,
    ask,
    signIn: (as) => {
      setChosen(as)
      ask(null)
      if (asking !== null) start(asking, as)
    },
    read: () => begin({ then: 'read' }),
    preview: (clientId) => begin({ then: 'preview', ...(clientId === null ? {} : { id: clientId }) }),
    apply: (planned) => begin({ then: 'apply', id: planned }),
    revert: (entries) => begin({ then: 'revert', entries }),
    stop: () => void action.run('registration.stop', { setup }),
    close: () => void action.run('registration.close', { setup }),
    handOver: () =>
      void action
        .run('handoff.save', { setup, role: 'entra-admin', zip: true })
        .then((reply) => reply.ok && setSaved(reply.value.path)),
    saved,
    openLink: (url) => void action.run('app.openLink', { url }),
  }
}
