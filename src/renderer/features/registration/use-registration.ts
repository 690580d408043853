/** What the page can have done: each act with the sign-in that was chosen the last time, or asked for first. */
import { useState } from 'react'
import type { ErrandView } from '../../../contract/errand-views.schema.ts'
import type { AdminWishView, DoorsView } from '../../../contract/registration-views.schema.ts'
import type { SetupView } from '../../../contract/views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { useAction, useSnapshot, type Action } from '../../data/use-desktop.ts'

/** What a person agreed to besides the changes. */
export interface Agreement {
  readonly keep: readonly string[]
  readonly evenIfUsed: boolean
}

/** What the sign-in is asked for. */
export type Asking =
  | { readonly then: 'read' }
  /** The registration that it is about; null where nobody has said. */
  | { readonly then: 'preview'; readonly clientId: string | null }
  | { readonly then: 'apply'; readonly planned: string }
  /** Entries of the journal that are taken back. */
  | { readonly then: 'revert'; readonly entries: readonly string[] }
  | { readonly then: 'prepare'; readonly errand: ErrandView }
  | { readonly then: 'carry-out'; readonly prepared: string; readonly agreement: Agreement }

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
  /** Previews what no recipe asks for. */
  readonly prepare: (errand: ErrandView) => void
  readonly carryOut: (prepared: string, agreement: Agreement) => void
  /** What was previewed of these last, while the page is open. */
  readonly prepared: ErrandView | null
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
  const [prepared, setPrepared] = useState<ErrandView | null>(null)
  const wish = chosen ?? doors.value?.last ?? null
  const start = (what: Asking, as: AdminWishView) => {
    setSaved(null)
    switch (what.then) {
      case 'read':
        return void action.run('registration.read', { setup, wish: as })
      case 'preview':
        return void action.run('registration.preview', { setup, wish: as, clientId: what.clientId })
      case 'apply':
        return void action.run('registration.apply', { setup, wish: as, planned: what.planned })
      case 'revert':
        return void action.run('registration.revert', { setup, wish: as, entries: [...what.entries] })
      case 'prepare':
        setPrepared(what.errand)
        return void action.run('errand.prepare', { setup, wish: as, errand: what.errand })
      case 'carry-out': {
        const { keep, evenIfUsed } = what.agreement
        const agreed = { keep: [...keep], evenIfUsed }
        return void action.run('errand.carryOut', { setup, wish: as, prepared: what.prepared, ...agreed })
      }
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
    preview: (clientId) => begin({ then: 'preview', clientId }),
    apply: (planned) => begin({ then: 'apply', planned }),
    revert: (entries) => begin({ then: 'revert', entries }),
    prepare: (errand) => begin({ then: 'prepare', errand }),
    carryOut: (id, agreement) => begin({ then: 'carry-out', prepared: id, agreement }),
    prepared,
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
