/** What a step says that no recipe wrote: remarks that follow from its data, and places of other clouds. */
import type { FollowingNote } from '../../domain/recipe/recipe-step.schema.ts'
import type { PortalPart } from '../../domain/recipe/recipe-text.schema.ts'
import { list } from '../shape/format.ts'

const locale = 'en-GB'

type NoteOf<C extends FollowingNote['code']> = Extract<FollowingNote, { readonly code: C }>

/** As the portal labels them. */
const boxNames = { accessTokens: 'Access tokens', idTokens: 'ID tokens' } as const
const named = (boxes: readonly (keyof typeof boxNames)[]) =>
  list(
    boxes.map((box) => boxNames[box]),
    locale,
  )

/** `says`: what the manual asks for; `do`: what to do instead. */
const notes: {
  readonly [C in FollowingNote['code']]: (note: NoteOf<C>) => { readonly says: string; readonly do: string }
} = {
  'surplus-permission': ({ kind, value }) => ({
    says: `Add the ${kind} permission ${value}.`,
    do: 'Leave it out.',
  }),
  'token-boxes': ({ boxes, leave }) => ({
    says: `Tick ${named(boxes)}.`,
    do: leave ? `Leave ${named(boxes)} empty.` : `Tick ${named(boxes)}, and nothing else.`,
  }),
  'manual-redirect': ({ uri, instead }) => ({
    says: `Add the redirect URI ${uri}.`,
    do: instead === null ? 'Leave it out.' : `Leave it out; if the product insists, enter ${instead}.`,
  }),
}

const portals: Readonly<Record<Exclude<PortalPart, string>['code'], string>> = {
  'admin-center': 'the Microsoft 365 admin center of this cloud',
  'entra-center': 'the Microsoft Entra admin center of this cloud',
  'exchange-center': 'the Exchange admin center of this cloud',
}

export const steps = { notes, portals }
