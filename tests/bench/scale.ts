/**
 * `npm run bench -- scale [N…]`: what a verification costs with N mailboxes, in time and memory, through the real
 * command line as a process of its own. The product signs in by itself over Graph: one message and one look a
 * mailbox, and the application reads the arrivals in the recipient's Inbox. This process serves the practice tenant.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { Desk } from '../integration/app/cli.ts'
import type { Took } from './from-inside.ts'
import { machineLine, timed } from './measure.ts'

/** Long enough that several are under way at once, short enough that the program and not the wait is measured. */
const latencyMs = 10
const parallel = 32
const given = process.argv.slice(2).map(Number)
const sizes = given.length > 0 ? given : [100, 1_000, 10_000]
const scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-bench-'))
const took = path.join(scratch, 'took.json')
const inside = {
  NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, 'from-inside.ts')).href}`,
  SENDPROOF_BENCH_TOOK: took,
}

/** One command, measured from outside (time) and inside (processor, memory, pauses). */
async function measured(
  desk: Desk,
  ...words: string[]
): Promise<Took & { readonly ms: number; readonly out: string }> {
  let out = ''
  const ms = await timed(async () => {
    const ended = await desk.start(words, inside).ended
    // 1: carried out, and not everything ended as expected; the last line tells how much
    if (ended.code !== 0 && ended.code !== 1)
      throw new Error(`${words.join(' ')} ended with ${ended.code}: ${ended.err}`)
    out = ended.code === 0 ? ended.out : `${ended.out}${ended.err}`
  })
  return { ...(JSON.parse(readFileSync(took, 'utf8')) as Took), ms, out }
}

async function verified(mailboxes: number): Promise<void> {
  const desk = new Desk()
  try {
    const created = await desk.json<{ id: string }>(
      ...['setup', 'create', '--recipe', 'enate', '--name', 'Bench', '--practice', '--prepared'],
      ...['--mailboxes', String(mailboxes), '--answer', 'incoming=true', '--answer', 'limit=false'],
    )
    const stateDir = path.join(desk.folder, 'practice', created.id)
    const served = await startPracticeTenant({ mailboxes, prepared: true, stateDir })
    await desk.json('step', 'practise', 'Bench', '--all')
    await served.close()
    const slow = await startPracticeTenant({ mailboxes, prepared: true, stateDir, latencyMs })
    const run = await measured(desk, 'verify', 'Bench', '--parallel', String(parallel))
    await slow.close()
    row(`${mailboxes} mailboxes`, run, mailboxes)
    console.log(`  ${run.out.trim().split('\n').at(-1) ?? ''}`)
    for (const format of ['json', 'csv', 'html', 'pdf']) {
      const file = path.join(scratch, `report.${format}`)
      // A browser may not be up to a PDF of thousands of pages: then the command says so, and that is what is printed.
      try {
        const report = await measured(desk, 'report', 'Bench', '--format', format, '--out', file)
        row(`  ${format}, ${(statSync(file).size / 1e6).toFixed(1)} MB`, report, mailboxes)
      } catch (failure) {
        console.log(`  ${format}: ${failure instanceof Error ? failure.message : String(failure)}`)
      }
    }
  } finally {
    desk.close()
  }
}

function row(name: string, { ms, cpuMs, peakMb, longestPauseMs }: Took & { readonly ms: number }, n: number) {
  const cell = (value: number, digits = 1) => value.toFixed(digits).padStart(9)
  console.log(
    `${name.padEnd(22)}${cell(ms / 1000)} s ${cell(ms / n, 2)} ms each ${cell(cpuMs / n, 2)} ms cpu each ${cell(peakMb, 0)} MB ${cell(longestPauseMs, 0)} ms pause`,
  )
}

try {
  console.log(`${machineLine()}; ${latencyMs} ms a reply, ${parallel} at a time`)
  for (const size of sizes) await verified(size)
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
