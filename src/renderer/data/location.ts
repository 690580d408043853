/** Where the person is: a place, and for each setup the page and what was opened on it. Pure reducer, no URLs. */
import type { Template } from '../../domain/template/template.ts'
import type { Role } from '../../domain/recipe/recipe.ts'

export const setupPages = ['plan', 'mailboxes', 'credential', 'product', 'verify', 'report'] as const
export type SetupPage = (typeof setupPages)[number]

export type Place =
  | { readonly at: 'setups' }
  /** With a template, its product and answers are filled in. */
  | { readonly at: 'new-setup'; readonly template: Template | null }
  | { readonly at: 'diagnose' }
  | { readonly at: 'settings' }
  | { readonly at: 'setup'; readonly setup: string; readonly page: SetupPage }

/** Which steps the plan shows. */
export interface PlanView {
  /** Null: everybody's. */
  readonly role: Role | null
  /** Only what is not done. */
  readonly left: boolean
  readonly words: string
  /** Whether deadlines and cautions are unfolded. */
  readonly warnings: boolean
}

/** What was opened on the pages of one setup. Null = nothing chosen, the page decides. */
export interface Opened {
  readonly step: string | null
  readonly mailbox: string | null
  readonly probe: string | null
  /** A run, or 'plan' to look at what the next run would send. */
  readonly run: string | null
  readonly plan: PlanView
}

export interface Location {
  readonly place: Place
  readonly opened: Readonly<Record<string, Opened>>
  readonly lastPage: Readonly<Record<string, SetupPage>>
  /** Counts the jumps after which the focus belongs on the new page's heading. */
  readonly arrivals: number
}

export type Move =
  | {
      readonly type: 'go'
      readonly place: 'setups' | 'new-setup' | 'diagnose' | 'settings'
      readonly template?: Template
      readonly focus?: boolean
    }
  | {
      readonly type: 'setup'
      readonly setup: string
      readonly page?: SetupPage
      readonly open?: Partial<Opened>
      /** True when the control that was used is no longer on the page. */
      readonly focus?: boolean
    }

export const nothingOpened: Opened = {
  step: null,
  mailbox: null,
  probe: null,
  run: null,
  plan: { role: null, left: false, words: '', warnings: false },
}
export const startLocation: Location = { place: { at: 'setups' }, opened: {}, lastPage: {}, arrivals: 0 }

export function reduceLocation(state: Location, move: Move): Location {
  const arrivals = state.arrivals + (move.focus === true ? 1 : 0)
  if (move.type === 'go') {
    const place: Place =
      move.place === 'new-setup' ? { at: move.place, template: move.template ?? null } : { at: move.place }
    return { ...state, place, arrivals }
  }
  const page = move.page ?? state.lastPage[move.setup] ?? 'plan'
  const opened = { ...(state.opened[move.setup] ?? nothingOpened), ...move.open }
  return {
    place: { at: 'setup', setup: move.setup, page },
    opened: { ...state.opened, [move.setup]: opened },
    lastPage: { ...state.lastPage, [move.setup]: page },
    arrivals,
  }
}
