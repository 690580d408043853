/** recipe list | show | check */
import { readBounded, tooLarge } from '../../main/adapters/system/yaml-file.ts'
import { checkRecipeFile, recipeLibrary } from '../../main/adapters/system/yaml-recipe-source.ts'
import type { AssetProblem } from '../../domain/problem/asset-problem.ts'
import { err, ok } from '../../domain/result.ts'
import { sayAsset } from '../../words/shape/say-asset.ts'
import { en } from '../../words/en.ts'
import type { Command } from '../frame/command.ts'

export const recipeCommands: readonly Command[] = [
  {
    words: ['recipe', 'list'],
    usage: '',
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
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const composed = await compose()
      if (!composed.ok) return composed
      const id = args.positionals[0] ?? ''
      const recipe = composed.value.ports.recipes.recipe(id)
      if (recipe === null)
        return err({
          code: 'recipe-unknown',
          recipe: id,
          known: composed.value.ports.recipes.recipes().map((one) => one.id),
        })
      if (args.flag('json')) {
        io.out(JSON.stringify(recipe))
        return ok(0)
      }
      io.out(words.cli.recipe.everything(recipe))
      return ok(0)
    },
  },
  {
    words: ['recipe', 'others'],
    usage: '',
    options: {},
    positionals: [0, 0],
    run: async ({ io, args, words }) => {
      io.out(args.flag('json') ? JSON.stringify(words.window.otherSenders) : words.cli.recipe.others)
      return ok(0)
    },
  },
  {
    words: ['recipe', 'check'],
    usage: 'FILE',
    options: {},
    positionals: [1, 1],
    async run({ io, args, assetsFolder, words }) {
      const file = args.positionals[0] ?? ''
      const library = recipeLibrary(assetsFolder)
      let problems: AssetProblem[]
      try {
        const text = readBounded(file)
        problems = text === null ? [tooLarge()] : checkRecipeFile(text, library)
      } catch {
        return err({ code: 'file-not-readable', file, field: 'FILE' })
      }
      if (args.flag('json')) io.out(JSON.stringify({ file, problems: problems.map(forPrograms) }))
      else if (problems.length === 0) io.out(words.cli.recipe.good(file))
      else for (const problem of problems) io.out(`${file}: ${sayAsset(words, problem)}`)
      return ok(problems.length === 0 ? 0 : 2)
    },
  },
]

/** The sentence stays English whatever the language: programs read it. `problem` holds the facts. */
function forPrograms(problem: AssetProblem): object {
  const field = problem.path === null || problem.path === '' ? {} : { field: problem.path }
  return { code: 'bad-input', what: sayAsset(en, problem), ...field, problem }
}
