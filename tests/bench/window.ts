/**
 * `npm run bench -- window [N]`: whether the window stands still while a run of N attempts streams in. The built app is
 * started as a person would start it; the practice tenant is served by this process. Told are the tasks of the page
 * that Chromium calls long (over 50 ms), and the longest stretches in which main's own thread computed without a turn
 * for anything else: on a busy machine it also waits for a processor, and that is not its doing.
 */
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { buildApp } from '../../tools/build.ts'
import { closeApp, startApp } from '../e2e/app.ts'
import { Desk } from '../integration/app/cli.ts'
import { machineLine } from './measure.ts'

const latencyMs = 10
const parallel = 32
const attempts = Number(process.argv[2] ?? '10000')
/** Two attempts each: a message, and a look at the Inbox. */
const mailboxes = Math.ceil(attempts / 2)

interface Pauses {
  readonly longest: number
  readonly over50: number
}

/** Begins to note long tasks and main's pauses. */
async function watch(page: Page, electronApp: ElectronApplication): Promise<void> {
  // as text: Node's own types, which hold here, know no long tasks
  await page.evaluate(`
    globalThis.longTasks = []
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration)
    }).observe({ type: 'longtask' })
  `)
  await electronApp.evaluate(() => {
    const scope = globalThis as unknown as { pauses: number[] }
    scope.pauses = []
    const computed = () => {
      const { user, system } = process.threadCpuUsage()
      return (user + system) / 1000
    }
    let last = computed()
    // each turn of the loop ends with the immediates: what was computed between two of them had nobody else's turn in it
    const turn = () => {
      const now = computed()
      scope.pauses.push(now - last)
      last = now
      setTimeout(() => setImmediate(turn), 1)
    }
    setImmediate(turn)
  })
}

/** What was noted since it was last asked for. */
async function noted(page: Page, electronApp: ElectronApplication): Promise<{ page: Pauses; main: Pauses }> {
  const tasks = await page.evaluate(() =>
    (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0),
  )
  const pauses = await electronApp.evaluate(() =>
    (globalThis as unknown as { pauses: number[] }).pauses.splice(0),
  )
  return { page: summed(tasks), main: summed(pauses) }
}

function summed(all: readonly number[]): Pauses {
  return { longest: all.reduce((a, b) => Math.max(a, b), 0), over50: all.filter((ms) => ms > 50).length }
}

function print(what: string, { page, main }: { page: Pauses; main: Pauses }): void {
  const cell = ({ longest, over50 }: Pauses) =>
    `${longest.toFixed(0).padStart(6)} ms ${String(over50).padStart(5)} over 50`
  console.log(`${what.padEnd(26)} page ${cell(page)}    main ${cell(main)}`)
}

/** Asked for without the probes, so that asking costs nothing. */
async function isUnderWay(page: Page, run: string): Promise<boolean> {
  const view = await page.evaluate(
    (id) => globalThis.desktop.call['run.get']({ run: id, from: 1_000_000 }),
    run,
  )
  if (!view.ok) throw new Error(view.error.what)
  return (JSON.parse(view.value) as { run: { state: string } }).run.state === 'running'
}

await buildApp()
const desk = new Desk()
try {
  const created = await desk.json<{ id: string }>(
    ...['setup', 'create', '--recipe', 'enate', '--name', 'Bench', '--practice', '--prepared'],
    ...['--mailboxes', String(mailboxes), '--answer', 'incoming=true', '--answer', 'limit=false'],
  )
  const stateDir = path.join(desk.folder, 'practice', created.id)
  const tenant = await startPracticeTenant({ mailboxes, prepared: true, stateDir, latencyMs })
  await desk.json('step', 'practise', 'Bench', '--all')
  const { electronApp, page } = await startApp({ dataFolder: desk.folder })
  try {
    console.log(`${machineLine()}; ${attempts} attempts, ${parallel} at a time`)
    await page.getByRole('main').getByRole('button', { name: 'Bench', exact: true }).click()
    await watch(page, electronApp)
    await page.getByRole('tab', { name: /^Verify/ }).click()
    await page.getByRole('tabpanel').waitFor()
    print('the plan', await noted(page, electronApp))
    const started = await page.evaluate(
      ([setup, atOnce]) => globalThis.desktop.call['run.start']({ setup, only: 'all', parallel: atOnce }),
      [created.id, parallel] as const,
    )
    if (!started.ok || started.value === null) throw new Error('the run did not start')
    const { run } = started.value
    await page.locator('[role=grid]').waitFor({ timeout: 60_000 })
    print('the run begins', await noted(page, electronApp))
    const begun = performance.now()
    while (await isUnderWay(page, run)) await page.waitForTimeout(1_000)
    print(`under way (${((performance.now() - begun) / 1000).toFixed(0)} s)`, await noted(page, electronApp))
    await page.waitForTimeout(3_000)
    print('the run has ended', await noted(page, electronApp))
  } finally {
    await closeApp(electronApp)
    await tenant.close()
  }
} finally {
  desk.close()
}
