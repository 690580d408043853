/** `npm run check`: format, types, lint (layers included), unused code. Every part runs; the exit code counts them. */
import { cssTypes, runNode } from './run.ts'

const parts: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'format', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  // the class names of the page's style sheets, as types
  { name: 'class names', args: cssTypes },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the page', args: ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.page.json'] },
  {
    name: 'lint and layers',
    args: [
      'node_modules/eslint/bin/eslint.js',
      '--max-warnings',
      '0',
      '--cache',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '.',
    ],
  },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  // what only tests read is dead as well
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress', '--production'] },
  {
    name: 'circles',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      'tools/lint/circles.cjs',
      '--output-type',
      'err',
      'src',
    ],
  },
  { name: 'citations', args: ['tools/lint/citations.ts'] },
]

/** How Node is called for one part, from the folder that is checked. */
export function argumentsOf(name: string): readonly string[] {
  const part = parts.find((one) => one.name === name)
  if (part === undefined) throw new Error(`npm run check has no part “${name}”`)
  return part.args
}

/** Prints a line a part; resolves to the numbers and to the names of what failed. */
export async function check(): Promise<{ passed: number; failed: number; names: readonly string[] }> {
  const names: string[] = []
  const result = { passed: 0, failed: 0, names }
  for (const part of parts) {
    const began = Date.now()
    const good = (await runNode(part.args)) === 0
    result[good ? 'passed' : 'failed'] += 1
    if (!good) names.push(part.name)
    console.log(`${good ? '✓' : '✗'} check: ${part.name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  }
  return result
}

if (import.meta.main) process.exitCode = (await check()).failed === 0 ? 0 : 1
