/** The help about one cause, as it is handed to window and command line. */
import { z } from 'zod'
import { RemedySchema } from './diagnosis.schema.ts'
import { protocolNames } from './setting.ts'

/** Where an error text is seen, in the order in which people are offered them. */
export const surfaceNames = [
  'smtp',
  'entra',
  'graph',
  'ews',
  'imap',
  'powershell',
  'network',
  'ndr',
  'machine',
] as const
export const SurfaceSchema = z.enum(surfaceNames)
export type Surface = z.infer<typeof SurfaceSchema>

const named = { tag: z.string(), title: z.string() }

/** One line of the list of causes; what stands in it is what the list is searched by. */
export const CauseLineSchema = z.strictObject({
  ...named,
  explanation: z.string(),
  surfaces: z.array(SurfaceSchema),
  codes: z.array(z.string()),
})
export type CauseLine = z.infer<typeof CauseLineSchema>

/** What gives the cause away. Words of error texts and names of programs: data, the same in every language. */
export const CauseSignsSchema = z.strictObject({
  /** AADSTS numbers, SMTP replies, HTTP statuses and other numbers, as people write them. */
  codes: z.array(z.string()),
  /** Sentences and names, in small letters; one with several parts has “…” between them. */
  sentences: z.array(z.string()),
  /** Who says it, where that matters. */
  speakers: z.array(z.string()),
  /** True where no text says it: Sendproof sees it in a verification. */
  seen: z.boolean(),
})

export const CausePageSchema = z.strictObject({
  ...named,
  explanation: z.string(),
  surfaces: z.array(SurfaceSchema),
  signs: CauseSignsSchema,
  /** What tells it from its neighbours. */
  ask: z.string().optional(),
  remedies: z.array(
    RemedySchema.extend({
      /** The protocols it is right for; without them, all. */
      only: z.array(z.enum(protocolNames)).optional(),
      /** Who has to sign in for it to be right. */
      signIn: z.enum(['app', 'person']).optional(),
    }),
  ),
  links: z.array(z.string()),
  neighbours: z.array(z.strictObject({ ...named, ask: z.string().optional() })),
  /** The products it can happen to; `all` where it can happen to every one. */
  products: z.union([z.literal('all'), z.array(z.string())]),
})
export type CausePage = z.infer<typeof CausePageSchema>
