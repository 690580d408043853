/** What the native question shows is what is sent: a page that changes the setup meanwhile, or resumes, sends nothing unasked. */
import { expect, test } from 'vitest'
import { ok } from '../../../src/domain/result.ts'
import { createRunHandlers } from '../../../src/main/ipc/run-handlers.ts'
import type { SetupStore } from '../../../src/main/services/desk/stores.port.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { aRun, aSetup } from '../../kit/samples.ts'

const meant = 'verify@contoso.com'

/** A setup in a real tenant with one planned attempt; `meanwhile` is what a page does while the question is open. */
function bench(
  answer: boolean,
  meanwhile: (setup: { to: string; probes: number }) => void = () => undefined,
) {
  const setup = aSetup()
  const run = aRun(setup.id, { to: meant })
  const plan = { to: meant, probes: 1 }
  const asked: string[] = []
  const sent: string[] = []
  const app = {
    runs: {
      plan: () => ok({ to: plan.to, probes: Array.from({ length: plan.probes }), missing: [] }),
      start: async (_id: string, { to }: { to?: string }) => {
        sent.push(`start ${to ?? plan.to}`)
        return ok({ run })
      },
      resume: async () => {
        sent.push('resume')
        return ok({ run })
      },
    },
    runQueries: {
      part: () => ok({ run, summary: { planned: 3, accepted: 1, refused: 0 } }),
    },
  } as unknown as App
  const handlers = createRunHandlers(app, {
    words: wordsFor('en'),
    setups: { getSetup: () => setup } as unknown as SetupStore,
    confirmation: {
      confirm: async (question) => {
        asked.push(JSON.stringify(question))
        meanwhile(plan)
        return answer
      },
    },
  })
  const start = () => handlers['run.start']({ setup: setup.id, only: 'all', parallel: 1 })
  return { start, resume: () => handlers['run.resume']({ run: run.id }), asked, sent }
}

test('goes to the recipient the person agreed to', async () => {
  const { start, asked, sent } = bench(true)
  expect((await start()).ok).toBe(true)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toContain(meant)
  expect(sent).toEqual([`start ${meant}`])
})

test.each([
  ['names another recipient', (plan: { to: string }) => void (plan.to = 'attacker@evil.example')],
  ['adds mailboxes', (plan: { probes: number }) => void (plan.probes = 900)],
])('sends nothing when the page %s while the question is open', async (_, meanwhile) => {
  const { start, sent } = bench(true, meanwhile)
  expect(await start()).toMatchObject({ ok: false, error: { code: 'setup-changed-meanwhile' } })
  expect(sent).toEqual([])
})

test('asks before a run is resumed as well, and a no is a no', async () => {
  const no = bench(false)
  expect(await no.resume()).toEqual(ok({ resumed: false }))
  expect(await no.start()).toEqual(ok(null))
  expect(no.asked).toHaveLength(2)
  expect(no.asked[0]).toContain(meant)
  expect(no.sent).toEqual([])
  const yes = bench(true)
  expect(await yes.resume()).toEqual(ok({ resumed: true }))
  expect(yes.sent).toEqual(['resume'])
})
