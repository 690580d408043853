/**
 * `npm run bench -- window [N]`: whether the window stands still while a run of N attempts streams in. The built app is
 * started as a person would start it; the practice tenant is served by this process. Told are the page's tasks and the
 * longest stretches of main without a turn for anything else, each by what its own thread computed: on a busy machine
 * both also wait for a processor, and that is not their doing. Beside it, the tasks that Chromium calls long (over
 * 50 ms on the clock).
 */
import path from 'node:path'
import type { CDPSession, ElectronApplication, Page } from '@playwright/test'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { buildApp } from '../../tools/build.ts'
import { closeApp, startApp } from '../e2e/app.ts'
import { Desk } from '../integration/app/cli.ts'
import { machineLine } from './measure.ts'
import { plainly } from '../fakes/plainly.ts'

const latencyMs = 10
const parallel = 32
const attempts = Number(process.argv[2] ?? '10000')
/** Two attempts each: a message, and a look at the Inbox. */
const mailboxes = Math.ceil(attempts / 2)

interface Pauses {
  readonly longest: number
  readonly over50: number
}

/** Of one thread of the browser; `dur` and `tdur` in microseconds: on the clock, and of the processor. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly dur?: number
  readonly tdur?: number
}

/** The page's tasks as the browser itself traces them. */
class PageTasks {
  readonly #cdp: CDPSession
  #events: TraceEvent[] = []

  constructor(cdp: CDPSession) {
    this.#cdp = cdp
    cdp.on('Tracing.dataCollected', ({ value }) => {
      for (const event of value) this.#events.push(event as unknown as TraceEvent)
    })
  }

  async start(): Promise<void> {
    this.#events = []
    await this.#cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'devtools.timeline'] },
    })
  }

  /** Of the thread that runs the page's scripts. */
  async stop(): Promise<readonly TraceEvent[]> {
    const done = new Promise((resolve) => this.#cdp.once('Tracing.tracingComplete', resolve))
    await this.#cdp.send('Tracing.end')
    await done
    const scripts = new Map<string, number>()
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
    for (const event of this.#events)
      if (event.name === 'FunctionCall') scripts.set(threadOf(event), (scripts.get(threadOf(event)) ?? 0) + 1)
    const [busiest] = [...scripts].sort(([, a], [, b]) => b - a)
    return this.#events.filter(
      (event) => event.name === 'ThreadControllerImpl::RunTask' && threadOf(event) === busiest?.[0],
    )
  }
}

/** Begins to note main's pauses. */
async function watch(electronApp: ElectronApplication): Promise<void> {
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

interface Noted {
  readonly page: Pauses
  readonly onTheClock: Pauses
  readonly main: Pauses
}

/** What was noted since it was last asked for. */
async function noted(tasks: PageTasks, electronApp: ElectronApplication): Promise<Noted> {
  const ran = await tasks.stop()
  const pauses = await electronApp.evaluate(() =>
    (globalThis as unknown as { pauses: number[] }).pauses.splice(0),
  )
  await tasks.start()
  return {
    page: summed(ran.map(({ tdur }) => (tdur ?? 0) / 1000)),
    onTheClock: summed(ran.map(({ dur }) => (dur ?? 0) / 1000)),
    main: summed(pauses),
  }
}

function summed(all: readonly number[]): Pauses {
  return { longest: all.reduce((a, b) => Math.max(a, b), 0), over50: all.filter((ms) => ms > 50).length }
}

function print(what: string, { page, onTheClock, main }: Noted): void {
  const cell = ({ longest, over50 }: Pauses) =>
    `${longest.toFixed(0).padStart(6)} ms ${String(over50).padStart(5)} over 50`
  console.log(`${what.padEnd(20)} page ${cell(page)}  (on the clock ${cell(onTheClock)})  main ${cell(main)}`)
}

/** Asked for without the probes, so that asking costs nothing. */
async function isUnderWay(page: Page, run: string): Promise<boolean> {
  const view = await page.evaluate(
    (id) => globalThis.desktop.call['run.get']({ run: id, from: 1_000_000 }),
    run,
  )
  if (!view.ok) throw new Error(plainly(view.error).what)
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
    await watch(electronApp)
    const tasks = new PageTasks(await page.context().newCDPSession(page))
    await tasks.start()
    await page.getByRole('tab', { name: /^Verify/ }).click()
    await page.getByRole('tabpanel').waitFor()
    print('the plan', await noted(tasks, electronApp))
    const started = await page.evaluate(
      ([setup, atOnce]) => globalThis.desktop.call['run.start']({ setup, only: 'all', parallel: atOnce }),
      [created.id, parallel] as const,
    )
    if (!started.ok || started.value === null) throw new Error('the run did not start')
    const { run } = started.value
    await page.locator('[role=grid]').waitFor({ timeout: 60_000 })
    print('the run begins', await noted(tasks, electronApp))
    const begun = performance.now()
    while (await isUnderWay(page, run)) await page.waitForTimeout(1_000)
    print(`under way (${((performance.now() - begun) / 1000).toFixed(0)} s)`, await noted(tasks, electronApp))
    await page.waitForTimeout(3_000)
    print('the run has ended', await noted(tasks, electronApp))
    for (const other of ['Mailboxes', 'Report', 'Verify']) {
      await page.getByRole('tab', { name: new RegExp(`^${other}`) }).click()
      await page.waitForTimeout(3_000)
      print(`to ${other}`, await noted(tasks, electronApp))
    }
  } finally {
    await closeApp(electronApp)
    await tenant.close()
  }
} finally {
  desk.close()
}
