/** A large result goes through a pipe: to a reader that takes its time, and to one that has read enough. */
import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const program = path.join(import.meta.dirname, 'print-parts.ts')

function printing(
  parts: number,
  { ended: how = 'good', into = 'pipe' }: { ended?: string; into?: 'pipe' | number } = {},
) {
  const child = spawn(process.execPath, [program, String(parts), how], { stdio: ['ignore', into, 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, said })) }
}

test('who reads a result slowly gets all of it, in order', async () => {
  const { child, ended } = printing(3_000)
  let text = ''
  for await (const chunk of child.stdout?.setEncoding('utf8') ?? []) text += chunk as string
  const lines = text.split('\n')
  expect(lines.slice(0, -2).map((line) => Number(line.replaceAll('.', '')))).toEqual([...Array(3_000).keys()])
  expect(lines.slice(-2)).toEqual(['', ''])
  expect(await ended).toEqual({ code: 0, said: '' })
})

test.each([
  ['good', 0],
  ['failed', 1],
])('a reader that wants nothing at all does not change that a command was %s', async (how, code) => {
  const { child, ended } = printing(3_000, { ended: how })
  child.stdout?.destroy()
  expect(await ended).toEqual({ code, said: '' })
})

// what a file on a full disk answers, without a disk to fill
test.runIf(process.platform === 'linux').each([
  ['good', 3, 'exit code 0'],
  ['failed', 1, 'exit code 1'],
])('a result that finds no room is never a success: the command was %s', async (how, code, told) => {
  const full = openSync('/dev/full', 'w')
  onTestFinished(() => closeSync(full))
  const ended = await printing(10, { ended: how, into: full }).ended
  expect(ended.code).toBe(code)
  expect(ended.said).toContain('could not be written to standard output')
  expect(ended.said).toContain(told)
})

test('a reader that has had enough ends the command without a word, however much there was to come', async () => {
  // a gigabyte: nobody waits for that to be made
  const { child, ended } = printing(1_000_000)
  if (child.stdout === null) throw new Error('no pipe')
  await once(child.stdout, 'data')
  child.stdout.destroy()
  expect(await ended).toEqual({ code: 0, said: '' })
})
