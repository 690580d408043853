/** The diagnosis catalogue as data: one entry a cause, read from assets/remedies/*.yaml. */
import { z } from 'zod'
import { RemedySchema } from './diagnosis.schema.ts'
import { SurfaceSchema } from './cause-page.schema.ts'
import { protocolNames } from './setting.ts'
import { PlaceSchema, type Vocabulary } from './vocabulary.schema.ts'

const Phrases = z.array(z.string().max(120)).max(90)

export const MatchLineSchema = z.strictObject({
  aadsts: z.array(z.int()).max(60).optional(),
  /** Basic and/or enhanced codes, e.g. "535 5.7.139", "5.7.60", "432"; of several, one must hold. */
  smtp: z.union([z.string().max(40), z.array(z.string().max(40)).max(40)]).optional(),
  /** HTTP status codes; one must hold. */
  http: z.array(z.int()).max(12).optional(),
  /** Ports named in the text; one must be, and 587 must not. */
  ports: z.array(z.int()).max(12).optional(),
  /** Numbers of other families, for example “hresult 80040213” (codes.ts); one must occur. */
  code: z.array(z.string().max(40)).max(40).optional(),
  /** Meanings of assets/diagnosis/meanings.yaml: one of `means`, one of `meansToo`, none of `meansNot`. */
  means: z.array(z.string().max(40)).max(20).optional(),
  meansToo: z.array(z.string().max(40)).max(20).optional(),
  meansNot: z.array(z.string().max(40)).max(20).optional(),
  /** Who speaks (assets/diagnosis/speakers.yaml): one of these must, none of those may. */
  speaker: z.array(z.string().max(40)).max(20).optional(),
  speakerNot: z.array(z.string().max(40)).max(20).optional(),
  /** What the host of the text does; “none” where no known host is named. */
  about: z
    .array(z.union([PlaceSchema, z.literal('none')]))
    .max(8)
    .optional(),
  aboutNot: z
    .array(z.union([PlaceSchema, z.literal('none')]))
    .max(8)
    .optional(),
  /** Which protocol failed, by the caller or by the text; “unknown” where neither says. */
  protocol: z.array(z.enum(protocolNames)).max(8).optional(),
  /** Who signed in, by the caller or by the text. */
  identity: z.enum(['app', 'person']).optional(),
  /** All must occur. Only letters and digits are compared, without case. */
  words: Phrases.optional(),
  /** One must occur. */
  any: Phrases.optional(),
  /** One of these must occur as well. */
  also: Phrases.optional(),
  /** None may occur. */
  not: Phrases.optional(),
  /** Holds only where the caller says this; a caller that says nothing is not excluded. */
  surface: z.string().max(20).optional(),
  flow: z.array(z.string().max(40)).max(6).optional(),
  /** Holds only where the caller says one of these; a caller that says nothing is excluded. */
  when: z
    .strictObject({
      surface: z.array(z.string().max(20)).max(8).optional(),
      flow: z.array(z.string().max(40)).max(6).optional(),
      stage: z.array(z.string().max(20)).max(8).optional(),
      identity: z.array(z.string().max(20)).max(8).optional(),
      port: z.array(z.int()).max(8).optional(),
    })
    .optional(),
  /** Does not hold where the caller says one of these stages. */
  stageNot: z.array(z.string().max(20)).max(8).optional(),
  /** True where the cause is the same whoever's server answers; other lines are for Microsoft's alone. */
  anyServer: z.boolean().optional(),
  /** True where the line holds for a text about the host of another mail service, for which no other line does. */
  othersHost: z.boolean().optional(),
  /** Asked only where no other line of the catalogue holds: what is left to ask about, not a finding. */
  ifNothingElse: z.literal(true).optional(),
  confidence: z.number().min(0).max(1),
})

const tag = z.string().regex(/^[a-z][a-z0-9_]{2,60}$/)

/** One answer to an entry's question, and what it makes likelier or less likely. */
const ChoiceSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/),
  says: z.string().max(80),
  likely: z.array(tag).max(8).optional(),
  unlikely: z.array(tag).max(12).optional(),
})

/** A remedy that is right in one setting only says in which; where no remedy fits the setting, all are shown. */
export const CatalogueRemedySchema = RemedySchema.extend({
  for: z
    .strictObject({
      protocol: z.array(z.enum(protocolNames)).max(8).optional(),
      identity: z
        .array(z.enum(['app', 'person', 'unknown']))
        .max(3)
        .optional(),
      about: z
        .array(z.union([PlaceSchema, z.literal('none')]))
        .max(8)
        .optional(),
    })
    .optional(),
})

const RemedyEntrySchema = z.strictObject({
  /** @see the cause tags of docs/causes.md */
  tag,
  /** True where the texts of this cause are also said to programs that have nothing to do with mail: it needs an anchor (trade.ts). */
  anyTrade: z.literal(true).optional(),
  /** True where it cannot be the cause in a setup that names a mail server of its own. */
  notOnOwnServer: z.literal(true).optional(),
  title: z.string().max(200),
  explanation: z.string().max(1000),
  /** Signals that point here; all of one line must hold (signals.ts). */
  match: z.array(MatchLineSchema).min(1).max(80),
  /** What would tell this cause from the others that fit; asked only when several do. */
  ask: z.string().max(300).optional(),
  /** The answer to a yes-or-no `ask` under which this cause holds. */
  holdsIf: z.enum(['yes', 'no']).optional(),
  /** The answers to another `ask`; without either, the question is one to think about. */
  choices: z.array(ChoiceSchema).min(2).max(5).optional(),
  /** How long a remedy takes to act, for remedies that say nothing else. */
  takes: z.string().max(200).optional(),
  /** How to see that it worked, for remedies that say nothing else. */
  check: z.string().max(400).optional(),
  /** The checklist step it belongs to. */
  step: z
    .string()
    .regex(/^[a-z][a-z-]{2,40}$/)
    .optional(),
  /** Where texts of this cause are seen, the most frequent first. */
  surfaces: z.array(SurfaceSchema).min(1).max(9),
  /** Where the cause is possible for one way of signing in only. */
  signsIn: z.enum(['person', 'application']).optional(),
  /** True where no error text names it and Sendproof sees it itself. */
  seen: z.literal(true).optional(),
  /** Causes it is often taken for; its page leads to them. */
  neighbours: z.array(tag).min(1).max(6),
  /** Public pages for whoever wants to read more. */
  links: z.array(z.url().max(300)).min(1).max(8),
  /** Where this is known from: a section of the reference, or an address. */
  sources: z.array(z.string().max(300)).max(12).optional(),
  remedies: z.array(CatalogueRemedySchema).min(1).max(10),
})
/** The causes of one file, or of several put together. */
export const RemedyListSchema = z.array(RemedyEntrySchema).max(400)

export type Choice = z.infer<typeof ChoiceSchema>
export type MatchLine = z.infer<typeof MatchLineSchema>
export type CatalogueRemedy = z.infer<typeof CatalogueRemedySchema>
export type RemedyEntry = z.infer<typeof RemedyEntrySchema>

/** Everything the engine knows: the causes, and how to read a text. */
export interface Catalogue {
  readonly causes: readonly RemedyEntry[]
  readonly vocabulary: Vocabulary
}
