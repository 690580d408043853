/**
 * What the reader knows before it reads: how platforms say the same thing in ten languages, in numbers and in names;
 * who speaks by which words; which hosts do what. Data of assets/diagnosis/*.yaml.
 */
import { z } from 'zod'

const id = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/)
const Phrases = z.array(z.string().min(1).max(120)).max(160)

/** One thing that platforms say, whatever the language, the number or the name it is said in. */
export const MeaningSchema = z.strictObject({
  id,
  /** What it stands for, for whoever edits the file. */
  note: z.string().max(300),
  /** Numbers of code families as the reader writes them, for example “winsock 10060” (codes.ts). */
  codes: z
    .array(z.string().regex(/^[a-z]+ [a-z0-9]+$/))
    .max(60)
    .default([]),
  /** By language; “any” for names of exceptions and constants, which are not translated. */
  says: z.partialRecord(
    z.enum(['any', 'en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ja', 'zh', 'ru']),
    Phrases,
  ),
})

export const SpeakerSchema = z.strictObject({
  id,
  /** As people call it; shown when a text comes from somebody else than Microsoft. */
  name: z.string().max(60),
  /**
   * microsoft: Microsoft 365 itself; mail: another mail server, which may also answer mail that we sent; service: one
   * that is used instead of Microsoft 365; system: a program that has nothing to do with mail; web: a part that loads
   * pages and files for any program, so that it says nothing of mail; resource: a service that signs in with Microsoft
   * Entra too, so that Microsoft's words beside it are no sign of mail; program: one that sends or scripts, whose own
   * words explain what it met.
   */
  kind: z.enum(['microsoft', 'mail', 'service', 'system', 'web', 'resource', 'program']),
  words: Phrases,
})

export const placeNames = ['sign-in', 'graph', 'mail', 'web', 'gallery', 'loopback'] as const
export const PlaceSchema = z.enum(placeNames)
export type Place = z.infer<typeof PlaceSchema>

const sentence = z.string().max(400)

/** What to ask for when a text says too little; `{…}` is filled in by the engine. */
const AskingSchema = z.strictObject({
  /** By surface; “any” for the rest. */
  capture: z.record(z.string(), sentence),
  unknownNumber: sentence,
  otherVendor: sentence,
  codesAlone: sentence,
  /** Where nothing shows that the text is of our trade. */
  trade: sentence,
  /** What the buttons of a yes-or-no question say. */
  answers: z.strictObject({ yes: z.string().max(40), no: z.string().max(40) }),
  /** What stands for a name that nobody said. */
  unnamed: z.strictObject({
    mailbox: z.string().max(40),
    from: z.string().max(40),
    tenantName: z.string().max(40),
    clientId: z.string().max(40),
  }),
})

export const VocabularySchema = z.strictObject({
  meanings: z.array(MeaningSchema).max(120),
  speakers: z.array(SpeakerSchema).max(200),
  /** Names that Microsoft uses for Entra's numbers. */
  entraNames: z.record(z.string().regex(/^\w{8,60}$/), z.int()),
  /** Host names and endings of host names (with a dot in front) by what they do. */
  hosts: z.partialRecord(PlaceSchema, z.array(z.string().max(80)).max(60)),
  /** By which a text shows that it is of our trade. */
  anchors: z.strictObject({
    /** Words that only occur where mail or Microsoft 365 is spoken of. */
    strong: z.array(z.string().min(1).max(120)).max(400),
    /** Words that other trades have as well; any sign of another trade outweighs them. */
    weak: Phrases,
  }),
  /** By language: words that tell nothing about the trade, with blanks between them. */
  plainWords: z.record(z.string().max(10), z.string().max(12_000)),
  asking: AskingSchema,
})

export type Vocabulary = z.infer<typeof VocabularySchema>
export type Speaker = z.infer<typeof SpeakerSchema>
