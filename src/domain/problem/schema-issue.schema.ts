import type { z } from 'zod'

/** What a schema has to say about a value: where it is wrong, and how. */
export type SchemaIssue = z.core.$ZodIssue
