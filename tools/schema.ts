/**
 * Writes the JSON schemas that go with the project: for people who write recipes in an editor, and for tools that
 * read reports. `--check` writes nothing and fails when a file is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { RecipeSchema } from '../src/domain/recipe/recipe.ts'
import { ReportDocumentSchema } from '../src/documents/report/report-document.ts'

const root = path.resolve(import.meta.dirname, '..')

const schemas = [
  {
    file: 'assets/recipes/recipe.schema.json',
    title: 'Sendproof recipe',
    // what a person writes: members with a default may be left out
    schema: z.toJSONSchema(RecipeSchema, { io: 'input' }),
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
