/** Where the person is: a place, and for each setup the page and what was opened on it. Pure reducer, no URLs. */
export const setupPages = ['plan', 'mailboxes', 'credential', 'verify', 'report'] as const
export type SetupPage = (typeof setupPages)[number]

export type Place =
  | { readonly at: 'setups' }
  | { readonly at: 'new-setup' }
  | { readonly at: 'settings' }
  | { readonly at: 'setup'; readonly setup: string; readonly page: SetupPage }

/** What was opened on the pages of one setup. Null = nothing chosen, the page decides. */
export interface Opened {
  readonly step: string | null
  readonly mailbox: string | null
  readonly probe: string | null
  /** A run, or 'plan' to look at what the next run would send. */
  readonly run: string | null
}

export interface Location {
  readonly place: Place
  readonly opened: Readonly<Record<string, Opened>>
  readonly lastPage: Readonly<Record<string, SetupPage>>
  /** Counts the jumps after which the focus belongs on the new page's heading. */
  readonly arrivals: number
}

export type Move =
  | { readonly type: 'go'; readonly place: 'setups' | 'new-setup' | 'settings'; readonly focus?: boolean }
  | {
      readonly type: 'setup'
      readonly setup: string
      readonly page?: SetupPage
      readonly open?: Partial<Opened>
      /** True when the control that was used is no longer on the page. */
      readonly focus?: boolean
    }

export const nothingOpened: Opened = { step: null, mailbox: null, probe: null, run: null }
export const startLocation: Location = { place: { at: 'setups' }, opened: {}, lastPage: {}, arrivals: 0 }

export function reduceLocation(state: Location, move: Move): Location {
  const arrivals = state.arrivals + (move.focus === true ? 1 : 0)
  if (move.type === 'go') return { ...state, place: { at: move.place }, arrivals }
  const page = move.page ?? state.lastPage[move.setup] ?? 'plan'
  const opened = { ...(state.opened[move.setup] ?? nothingOpened), ...move.open }
  return {
    place: { at: 'setup', setup: move.setup, page },
    opened: { ...state.opened, [move.setup]: opened },
    lastPage: { ...state.lastPage, [move.setup]: page },
    arrivals,
  }
}
