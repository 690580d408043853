/** A conversation with a server, line by line, masked before it is kept; what we note beside it is a fact. */
import type { z } from 'zod'
import type { NotedSchema, TranscriptLineSchema } from './transcript.schema.ts'

export type Noted = z.infer<typeof NotedSchema>
export type TranscriptLine = z.infer<typeof TranscriptLineSchema>
