/**
 * Writes the JSON schemas that go with the project: for people who write recipes in an editor, and for tools that
 * read reports. `--check` writes nothing and fails when a file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { recipePieces, RecipeSchema } from '../src/domain/recipe/recipe.schema.ts'
import { SharedSchema, type ShareKind } from '../src/domain/recipe/shared.schema.ts'
import { recipeLibrary } from '../src/main/adapters/system/yaml-recipe-source.ts'
import { ReportDocumentSchema } from '../src/documents/report/report-document.ts'

const root = path.resolve(import.meta.dirname, '..')

const { shared } = recipeLibrary(path.join(root, 'assets'))

/** A piece written out, or the name of one in assets/steps with what differs. */
function orShared<T extends z.ZodType>(kind: ShareKind, piece: T) {
  const names = Object.keys(shared[kind])
  const part = recipePieces[kind].partial().extend({ id: z.string().optional(), use: z.enum(names) })
  return z.union([piece, part])
}

/** What a person writes. The probes of a verification are listed on their own, each written out or named. */
export function recipeFile() {
  const { shape } = RecipeSchema
  const registration = shape.registration.shape
  const probes = z.array(orShared('probes', recipePieces.probes)).max(16)
  const verification = recipePieces.verification.extend({ probes: probes.optional() })
  return RecipeSchema.extend({
    questions: z.array(orShared('questions', shape.questions.element)).max(20),
    steps: z.array(orShared('steps', recipePieces.steps)).min(1).max(80),
    permissions: z.array(orShared('permissions', recipePieces.permissions)).min(1).max(30),
    registration: shape.registration.extend({
      redirects: z.array(orShared('redirects', registration.redirects.element)).max(12),
      implicit: orShared('implicit', registration.implicit),
    }),
    smtpAuth: orShared('smtpAuth', shape.smtpAuth),
    scoping: orShared('scoping', recipePieces.scoping).optional(),
    verification: z.union([
      verification,
      verification.partial().extend({ use: z.enum(Object.keys(shared.verification)) }),
    ]),
    cautions: z.array(orShared('cautions', recipePieces.cautions)).max(20).optional(),
    sources: z.array(orShared('sources', recipePieces.sources)).min(1).max(30),
  })
}

const schemas = [
  {
    file: 'assets/recipes/recipe.schema.json',
    title: 'Sendproof recipe',
    // what a person writes: members with a default may be left out
    schema: z.toJSONSchema(recipeFile(), { io: 'input', reused: 'ref' }),
  },
  {
    file: 'assets/steps/steps.schema.json',
    title: 'What Sendproof recipes share',
    schema: z.toJSONSchema(SharedSchema, { io: 'input', reused: 'ref' }),
  },
  {
    file: 'docs/report.schema.json',
    title: 'Sendproof report',
    schema: z.toJSONSchema(ReportDocumentSchema, { io: 'output' }),
  },
]

export function schemaFiles(): { file: string; text: string }[] {
  return schemas.map(({ file, title, schema: { $schema, ...rest } }) => ({
    file,
    text: `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`,
  }))
}

/** Line ends do not count: git may change them. */
function isCurrent(file: string, text: string): boolean {
  try {
    return readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n') === text
  } catch {
    return false
  }
}

if (import.meta.main) {
  const stale = schemaFiles().filter(({ file, text }) => !isCurrent(file, text))
  if (process.argv.includes('--check')) {
    for (const { file } of stale) console.error(`${file} is out of date: run node tools/schema.ts`)
    process.exitCode = stale.length === 0 ? 0 : 1
  } else
    for (const { file, text } of stale) {
      writeFileSync(path.join(root, file), text)
      console.log(`wrote ${file}`)
    }
}
