/** recipe list | show | check */
import { readFileSync, statSync } from 'node:fs'
import { largestFile, tooLarge } from '../../main/adapters/system/yaml-file.ts'
import { checkRecipeFile, recipeLibrary } from '../../main/adapters/system/yaml-recipe-source.ts'
import { appError, type AppError } from '../../domain/app-error.ts'
import { err, ok } from '../../domain/result.ts'
import { errorLine, type Command } from '../command.ts'
import { recipeText } from './recipe-show.ts'

export const recipeCommands: readonly Command[] = [
  {
    words: ['recipe', 'list'],
    usage: '',
    summary: 'The products this version knows.',
    options: {},
    positionals: [0, 0],
    async run({ io, args, compose }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const recipes = composed.value.ports.recipes.recipes()
      if (args.flag('json'))
        io.out(
          JSON.stringify(
            recipes.map(({ id, name, vendor, versions, revision, sending }) => ({
              id,
              name,
              vendor,
              versions,
              revision,
              mode: sending.mode,
            })),
          ),
        )
      else for (const { id, name, sending } of recipes) io.out(`${id.padEnd(24)}${name} (${sending.mode})`)
      return ok(0)
    },
  },
  {
    words: ['recipe', 'show'],
    usage: 'ID',
    summary: 'Everything one recipe says.',
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const id = args.positionals[0] ?? ''
      const recipe = composed.value.ports.recipes.recipe(id)
      if (recipe === null)
        return err(
          appError('not-found', `There is no recipe “${id}”.`, {
            next: `Known: ${composed.value.ports.recipes
              .recipes()
              .map((one) => one.id)
              .join(', ')}.`,
          }),
        )
      if (args.flag('json')) {
        io.out(JSON.stringify(recipe))
        return ok(0)
      }
      io.out(recipeText(recipe))
      return ok(0)
    },
  },
  {
    words: ['recipe', 'check'],
    usage: 'FILE',
    summary: 'Reads a recipe file and says what is wrong with it.',
    options: {},
    positionals: [1, 1],
    async run({ io, args, assetsFolder }) {
      const file = args.positionals[0] ?? ''
      const library = recipeLibrary(assetsFolder)
      let problems: AppError[]
      try {
        problems =
          statSync(file).size > largestFile
            ? [tooLarge()]
            : checkRecipeFile(readFileSync(file, 'utf8'), library)
      } catch {
        return err(
          appError('bad-input', `The file “${file}” cannot be read.`, {
            field: 'FILE',
            next: 'Check the path.',
          }),
        )
      }
      if (args.flag('json')) io.out(JSON.stringify({ file, problems }))
      else if (problems.length === 0) io.out(`${file}: good.`)
      else for (const problem of problems) io.out(`${file}: ${errorLine(problem)}`)
      return ok(problems.length === 0 ? 0 : 2)
    },
  },
]
