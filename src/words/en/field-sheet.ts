/** What the product's settings say on every face: facts by name, platforms, and how a typed value differs. */
import type { ManualNote } from '../../domain/recipe/recipe-step.schema.ts'
import { terms } from './terms.ts'
import type { BlankKind, Comparison, Piece } from '../../domain/field-sheet/compare-typed.ts'

const blanks: Readonly<Record<BlankKind, string>> = {
  space: 'a space',
  tab: 'a tab',
  'line-break': 'a line break',
  'no-break-space': 'a no-break space',
  'zero-width-space': 'a zero-width space',
  'direction-mark': 'an invisible direction mark',
  'invisible-mark': 'an invisible mark',
  'invisible-character': 'an invisible character',
}

const named = (piece: Piece) => ('text' in piece ? `“${piece.text}”` : blanks[piece.blank])
const characters = (count: number) => (count === 1 ? '1 character' : `${count} characters`)
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinal = (number: number) => `${number}${endings[ordinals.select(number)] ?? 'th'}`

const facts: Readonly<Record<string, string>> = {
  tenantId: 'Directory (tenant) ID',
  tenantName: 'Name of the tenant',
  clientId: 'Application (client) ID',
  senders: 'Sender addresses (the mailbox list)',
  oneSender: 'Sender addresses (the mailbox list)',
  thisSender: 'Sender addresses (the mailbox list)',
  signIns: 'Mailboxes that sign in (the mailbox list)',
  oneSignIn: 'Mailboxes that sign in (the mailbox list)',
  signInList: 'Mailboxes that sign in (the mailbox list)',
  sharedMailboxes: 'Shared mailboxes (the mailbox list)',
  oneSharedMailbox: 'Shared mailboxes (the mailbox list)',
  sharedMailboxList: 'Shared mailboxes (the mailbox list)',
  delegates: 'Who signs in for the shared mailboxes (the mailbox list)',
  recipient: 'Address that test messages go to',
  displayName: 'Name of the registration',
}

export const fieldSheet = {
  platforms: { web: 'Web', publicClient: 'Mobile and desktop applications' },
  /** A fact that nobody has entered yet; its own name where it has no other. */
  fact: (name: string) => facts[name] ?? name,

  /** One sentence; without the value as a whole. */
  comparison: (comparison: Comparison) => {
    switch (comparison.kind) {
      case 'same':
        return 'Matches.'
      case 'same-but-case':
        return 'Matches. Upper and lower case do not matter here.'
      case 'empty':
        return 'Nothing is entered yet.'
      case 'ends-early':
        return comparison.missing === null
          ? `It ends too early, after ${characters(comparison.after)}.`
          : `It ends too early: after ${characters(comparison.after)}, ${named(comparison.missing)} is missing.`
      case 'ends-late':
        return comparison.surplus === null
          ? `It should end after ${characters(comparison.after)}.`
          : `It should end after ${characters(comparison.after)}; ${named(comparison.surplus)} is too much.`
      case 'differs': {
        const { after, pieces } = comparison
        return pieces === null
          ? `It differs at the ${ordinal(after + 1)} character.`
          : `It differs at the ${ordinal(after + 1)} character: ${named(pieces.found)} instead of ${named(pieces.wanted)}.`
      }
    }
  },

  /** The sheet as text for a terminal. */
  text: {
    title: (recipe: string) => `${recipe}: what to enter where`,
    secret: '[secret]',
    secretPlaces: 'The secret is entered at:',
    moreManual: 'More about the manual:',
    missing: 'Not known yet:',
    ownTest: (test: string) => `The product’s own test: ${test}`,
    manualSays: ({ how, says }: Pick<ManualNote, 'how' | 'says'>) => `${terms.manual[how]} ${says}`,
    insteadDo: (what: string) => `Do instead: ${what}`,
    advice: (what: string) => `Our advice, not confirmed: ${what}`,
    ask: (what: string) => `Ask the vendor: ${what}`,
  },
}
