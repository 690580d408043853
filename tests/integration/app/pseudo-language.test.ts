/** The command line's help and a refusal, for somebody whose language is not English: all of it comes from words. */
import { expect, test } from 'vitest'
import { commands, runCli } from '../../../src/cli/run-cli.ts'
import { outsideBrackets } from '../../pseudo-language.ts'

async function printed(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: '', err: '' }
  const code = await runCli(
    [...words, '--language', 'qps-ploc'],
    {
      out: (text) => void (told.out += `${text}\n`),
      outParts: async (parts) => void (told.out += [...parts].join('')),
      err: (text) => void (told.err += `${text}\n`),
      read: async () => '',
      interrupted: new AbortController().signal,
    },
    { assetsFolder: 'assets', env: {}, version: '0.0.0' },
  )
  return { code, ...told }
}

test('help says each summary in the language, and nothing outside it but the syntax', async () => {
  const { out } = await printed('help')
  const syntax = new Set(commands.map(({ words, usage }) => `${words.join(' ')} ${usage}`.trim()))
  const outside = outsideBrackets(out)
    .flatMap((piece) => piece.split('\n'))
    .map((line) => line.trim())
  expect(outside.filter((line) => line !== '' && !syntax.has(line))).toEqual([])
  expect(syntax.size).toBeGreaterThan(30)
})

test.each([
  ['an unknown command', ['nonsense'], 2],
  ['an option without its value', ['expiry', '--within', 'soon'], 2],
  ['a removal that nobody confirmed', ['setup', 'remove', 'Contoso'], 2],
] as const)('%s is refused in the language', async (_, words, exit) => {
  const { code, err } = await printed(...words)
  expect(code).toBe(exit)
  expect(outsideBrackets(err).join(' ')).not.toMatch(/[a-z]{3,} [a-z]{3,}/)
})
