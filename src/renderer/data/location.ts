/** Where the person is: a place, and for each setup the page and what was opened on it. Pure reducer, no URLs. */
import type { PlaceView } from '../../contract/drafts-view.schema.ts'
import type { Template } from '../../domain/template/template.schema.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'
import type { Role } from '../../domain/recipe/recipe-step.schema.ts'

export const setupPages = [
  'plan',
  'registration',
  'exchange',
  'mailboxes',
  'credential',
  'product',
  'verify',
  'report',
] as const
export type SetupPage = (typeof setupPages)[number]

export const helpParts = ['guide', 'changes', 'about'] as const
export type HelpPart = (typeof helpParts)[number]

/** What of one setup begins another: never an id, an address or a sign-in. */
export interface Pattern {
  readonly recipe: { readonly id: string }
  readonly answers: Answers
  readonly where: 'practice' | 'tenant'
  /** The setup it was taken from. */
  readonly from: string
}

export type Place =
  | { readonly at: 'setups' }
  /** With a template or another setup, its product and answers are filled in. */
  | { readonly at: 'new-setup'; readonly template: Template | null; readonly like: Pattern | null }
  | { readonly at: 'diagnose' }
  /** The help about causes of errors; with a tag, the page of that cause. */
  | { readonly at: 'causes'; readonly tag: string | null }
  /** What expires, of all setups. */
  | { readonly at: 'expiries' }
  | { readonly at: 'settings' }
  | { readonly at: 'help'; readonly part: HelpPart }
  | { readonly at: 'setup'; readonly setup: string; readonly page: SetupPage }

/** Which steps the plan shows. */
export interface PlanView {
  /** Null: everybody's. */
  readonly role: Role | null
  /** Only what is not done. */
  readonly left: boolean
  readonly words: string
  /** Also the steps that are not needed with these answers. */
  readonly notNeeded: boolean
  /** Whether deadlines and cautions are unfolded. */
  readonly warnings: boolean
}

/** What the Exchange page shows, and which row of it is open: an address, an action's id or a change's plan id. */
export interface ExchangeOpened {
  readonly view: 'mailboxes' | 'planned' | 'made'
  readonly row: string | null
}

/** What was opened on the pages of one setup. Null = nothing chosen, the page decides. */
export interface Opened {
  readonly step: string | null
  /** What is done with the registration instead of looking at its settings. */
  readonly errand: 'rollover' | 'decommission' | null
  /** A setting of the registration. */
  readonly setting: string | null
  readonly mailbox: string | null
  readonly probe: string | null
  readonly exchange: ExchangeOpened
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
  /** Where they were before, newest last. */
  readonly past: readonly Place[]
  /** The step somebody is being led to: its heading takes the focus, and its line comes into sight. */
  readonly leadingTo: string | null
  /** What was chosen in the application's menu and the page that is shown now does. */
  readonly asked: 'import' | 'export' | 'invitation' | null
}

export type Move =
  | {
      readonly type: 'go'
      readonly place: 'setups' | 'new-setup' | 'diagnose' | 'expiries' | 'settings'
      readonly template?: Template
      readonly like?: Pattern
      readonly focus?: boolean
    }
  | { readonly type: 'help'; readonly part: HelpPart; readonly focus?: boolean }
  | { readonly type: 'cause'; readonly tag: string | null; readonly focus?: boolean }
  | {
      readonly type: 'setup'
      readonly setup: string
      readonly page?: SetupPage
      readonly open?: Partial<Opened>
      /** True when the control that was used is no longer on the page. */
      readonly focus?: boolean
      /** Leads to the step that is opened, wherever on the page it stands. */
      readonly lead?: boolean
    }
  /** Chosen in the menu: importing and answering are done on the list of setups, exporting in the setup that is open. */
  | { readonly type: 'ask'; readonly for: 'import' | 'export' | 'invitation' }
  | { readonly type: 'asked' }
  /** The step somebody was led to has the focus. */
  | { readonly type: 'led' }
  | { readonly type: 'back' }
  /** To the next page of the setup that is open, or the one before; round at the ends. */
  | { readonly type: 'turn'; readonly by: 1 | -1 }

export const nothingOpened: Opened = {
  step: null,
  errand: null,
  setting: null,
  mailbox: null,
  probe: null,
  exchange: { view: 'mailboxes', row: null },
  run: null,
  plan: { role: null, left: false, words: '', notNeeded: false, warnings: false },
}
export const startLocation: Location = {
  place: { at: 'setups' },
  opened: {},
  lastPage: {},
  arrivals: 0,
  past: [],
  leadingTo: null,
  asked: null,
}

/** Nobody goes back further than this. */
const mostPast = 50

/** The window opens where it was left. */
export function startFrom(left: PlaceView | null): Location {
  if (left === null) return startLocation
  if (left.at === 'setup')
    return reduceLocation(startLocation, {
      type: 'setup',
      setup: left.setup,
      page: left.page,
      open: { step: left.step },
    })
  if (left.at === 'help') return reduceLocation(startLocation, { type: 'help', part: left.part })
  if (left.at === 'causes') return reduceLocation(startLocation, { type: 'cause', tag: left.tag })
  return reduceLocation(startLocation, { type: 'go', place: left.at })
}

/** What of it is worth coming back to after a restart. */
export function placeOf({ place, opened }: Location): PlaceView {
  if (place.at === 'setup') return { ...place, step: opened[place.setup]?.step ?? null }
  return place.at === 'causes' || place.at === 'help' ? place : { at: place.at }
}

export function reduceLocation(state: Location, move: Move): Location {
  if (move.type === 'back') {
    const place = state.past.at(-1)
    if (place === undefined) return state
    return { ...state, place, past: state.past.slice(0, -1), arrivals: state.arrivals + 1, leadingTo: null }
  }
  const moved = goneTo(state, move)
  const same = JSON.stringify(placeKey(moved.place)) === JSON.stringify(placeKey(state.place))
  return same ? moved : { ...moved, past: [...state.past, state.place].slice(-mostPast) }
}

/** What tells two places apart; a template is only what the form began with. */
const placeKey = (place: Place) => (place.at === 'new-setup' ? { at: place.at } : place)

function goneTo(state: Location, move: Exclude<Move, { type: 'back' }>): Location {
  if (move.type === 'led') return { ...state, leadingTo: null }
  if (move.type === 'asked') return { ...state, asked: null }
  if (move.type === 'ask') {
    const here = move.for === 'export' && state.place.at === 'setup'
    // without a setup there is nothing to export: the list shows which there are
    const asked = here || move.for !== 'export' ? move.for : null
    return here
      ? { ...state, asked }
      : { ...goneTo(state, { type: 'go', place: 'setups', focus: true }), asked }
  }
  if (move.type === 'turn') {
    const { place } = state
    if (place.at !== 'setup') return state
    const at = setupPages.indexOf(place.page) + move.by
    const page = setupPages.at(at % setupPages.length) ?? place.page
    return goneTo(state, { type: 'setup', setup: place.setup, page, focus: true })
  }
  const arrivals = state.arrivals + (move.focus === true ? 1 : 0)
  if (move.type === 'cause')
    return { ...state, place: { at: 'causes', tag: move.tag }, arrivals, leadingTo: null }
  if (move.type === 'help')
    return { ...state, place: { at: 'help', part: move.part }, arrivals, leadingTo: null }
  if (move.type === 'go') {
    const place: Place =
      move.place === 'new-setup'
        ? { at: move.place, template: move.template ?? null, like: move.like ?? null }
        : { at: move.place }
    return { ...state, place, arrivals, leadingTo: null }
  }
  const page = move.page ?? state.lastPage[move.setup] ?? 'plan'
  const opened = { ...(state.opened[move.setup] ?? nothingOpened), ...move.open }
  return {
    ...state,
    place: { at: 'setup', setup: move.setup, page },
    opened: { ...state.opened, [move.setup]: opened },
    lastPage: { ...state.lastPage, [move.setup]: page },
    arrivals,
    leadingTo: move.lead === true ? opened.step : null,
  }
}
