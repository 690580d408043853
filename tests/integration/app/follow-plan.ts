/** Somebody who does in a practice tenant whatever the plan names next, until it names nothing any more. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import type { Answers } from '../../../src/domain/setup/setup.schema.ts'
import type { Result } from '../../../src/domain/result.ts'
import type { RunView } from '../../../src/contract/run-views.schema.ts'
import type { Mailbox, MailboxRow } from '../../../src/domain/mailbox/mailbox.schema.ts'
import type { Report } from '../../../src/domain/report/report.schema.ts'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import type { PracticeHandle } from '../../../src/main/services/desk/practice-host.port.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import type { Composition } from '../../../src/cli/frame/compose.ts'
import { plainly } from '../../fakes/plainly.ts'

/** No plan has more steps than this. */
const mostMoves = 40

export interface Journey {
  readonly recipe: string
  readonly answers: Answers
  /** Who sends, by the names the tenant has for them. */
  readonly rowsOf: (tenant: PracticeHandle) => readonly MailboxRow[]
}

export interface Followed {
  /** Steps in the order the plan named them. */
  readonly moves: readonly string[]
  /** The last one; null where the plan has nothing to send. */
  readonly run: RunView | null
  readonly verdict: Report['verdict']
  /** Steps that are not done when the plan names nothing any more. */
  readonly left: readonly string[]
}

/** Fails where the plan goes round in circles. The setup and its tenant are gone afterwards. */
export async function followPlan(
  { app }: Composition,
  folder: string,
  { recipe, answers, rowsOf }: Journey,
): Promise<Followed> {
  const where = { kind: 'practice', mailboxes: 3, prepared: false, faults: [] } as const
  const { id } = said(await app.setups.create({ recipe, name: recipe, answers, where }))
  try {
    const tenant = said(await app.setups.startPractice(id))
    said(app.mailboxes.import(id, rowsOf(tenant)))
    if (said(app.runs.plan(id)).missing.includes('outside-scope'))
      said(await app.mailboxes.setOutside(id, [tenant.outside]))
    if (said(app.runs.plan(id)).missing.includes('calendar'))
      said(await app.mailboxes.setCalendars(id, [tenant.calendar]))
    const moves: string[] = []
    let run: RunView | null = null
    for (;;) {
      const { steps, next } = said(app.setups.get(id)).checklist
      if (next === null) {
        const left = steps.filter(({ state }) => state !== 'done' && state !== 'not-needed')
        return { moves, run, verdict: await verdictOf(app, id, folder), left: left.map((step) => step.id) }
      }
      const step = steps.find((one) => one.id === next)
      if (step === undefined || moves.length >= mostMoves)
        throw new Error(`the plan leads nowhere: ${moves.join(', ')}`)
      moves.push(next)
      if (step.practice) said(await app.steps.practise(id, next))
      else if (step.automation === 'authorise') await signIn(app, id)
      else if (step.automation === 'verify')
        run = await said(await app.runs.start(id, { only: 'all', parallel: 8 })).finished
      else said(app.steps.set(id, next, 'done', null))
    }
  } finally {
    said(await app.setups.remove(id))
  }
}

/** These mailboxes as the tenant has them: people in their order, the shared mailbox, and a group of its domain. */
export function rowsIn(tenant: PracticeHandle, listed: readonly Mailbox[]): MailboxRow[] {
  const people = tenant.mailboxes.filter(({ kind }) => kind === 'user')
  const shared = tenant.mailboxes.find(({ kind }) => kind === 'shared')
  const helper = people[1]?.address ?? ''
  const team = `team@${tenant.tenantName}`
  return listed.map(({ kind }, index) => {
    if (kind === 'group') return { address: team, kind, displayName: 'Team', signInAs: helper }
    const mailbox = kind === 'shared' ? shared : people[index]
    if (mailbox === undefined) throw new Error(`the tenant has no ${kind} mailbox for number ${index + 1}`)
    return { ...mailbox }
  })
}

async function verdictOf(app: App, id: string, folder: string): Promise<Report['verdict']> {
  const file = path.join(folder, `${id}.json`)
  said(await app.reports.write(id, null, 'json', file))
  return ReportDocumentSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).verdict
}

async function signIn(app: App, id: string): Promise<void> {
  const ids = said(app.mailboxes.list(id)).filter(({ purpose }) => purpose !== 'outside')
  const started = said(
    await app.authorisation.start(
      id,
      ids.map((mailbox) => mailbox.id),
      { browser: false, pickAccount: false, namesDiffer: false },
    ),
  )
  const { items } = await started.finished
  expect(items.filter(({ error }) => error !== null)).toEqual([])
}

function said<T>(result: Result<T, AppError>): T {
  if (result.ok) return result.value
  const { what, next } = plainly(result.error)
  throw new Error(`${what} ${next} ${result.error.details ?? ''}`)
}
