/** The window's side of a registration: what it is told on the way, what it still knows the next morning, and what it never learns. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { RegistrationView } from '../../../src/contract/registration-views.schema.ts'
import type { Result } from '../../../src/domain/result.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import { plainly } from '../../fakes/plainly.ts'
import { Desk } from '../app/cli.ts'
import { cliHere, composedHere } from '../app/in-process.ts'

const wish = { clientId: null, commandLineTools: false, account: null, browser: false, code: false }

function value<T>(result: Result<T, Parameters<typeof plainly>[0]>): T {
  if (!result.ok) throw new Error(plainly(result.error).what)
  return result.value
}

/** Resolves when what was begun has ended; everything the page was told meanwhile is in `told`. */
async function ended(app: App, setup: string, begin: () => Result<null, Parameters<typeof plainly>[0]>) {
  const told: string[] = []
  const over = new Promise<void>((resolve) => {
    const stop = app.announcer.subscribe((name, payload) => {
      if (name !== 'registration.progress') return
      const view = RegistrationView.parse(payload)
      told.push(JSON.stringify(payload))
      if (view.act?.state === 'running' || view.act?.state === 'stopping') return
      stop()
      resolve()
    })
  })
  value(begin())
  await over
  return { view: value(app.registrations.view(setup)), told }
}

describe('an administrator works in the window', () => {
  it('makes the registration, is told each change and no secret, and finds the reading again the next day', async () => {
    const desk = new Desk()
    onTestFinished(() => desk.close())
    await cliHere(desk.folder, 'setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice')
    await cliHere(desk.folder, 'mailbox', 'import', 'C', '--practice')
    const today = await composedHere(desk.folder)
    const { app } = today
    const { id } = value(app.setups.byName('C'))
    expect(value(app.registrations.view(id))).toMatchObject({
      reading: null,
      act: null,
      planned: null,
      made: [],
    })

    const preview = await ended(app, id, () => app.registrations.preview(id, wish, null))
    const { planned } = preview.view
    if (planned === null) throw new Error('nothing is planned')
    expect(planned.changes.map(({ kind }) => kind)).toContain('create-application')

    const applied = await ended(app, id, () => {
      const began = app.registrations.apply(id, planned.id, wish)
      // One thing at a time.
      expect(app.registrations.read(id, wish)).toMatchObject({
        ok: false,
        error: { code: 'registration-busy' },
      })
      return began
    })
    expect(applied.view).toMatchObject({
      act: { kind: 'apply', state: 'done', error: null },
      planned: null,
      reading: { clean: true },
    })
    expect(applied.view.act?.changes.map(({ state }) => state)).toEqual(planned.changes.map(() => 'done'))
    expect(applied.view.made).toHaveLength(planned.changes.length)
    const secret = value(await app.credentials.secretOf(id))
    if (secret === null) throw new Error('no secret is kept')
    const everything = [...preview.told, ...applied.told].join('\n')
    expect(everything).toContain('add-secret')
    expect(everything).not.toContain(secret)
    expect(everything).not.toMatch(/eyJ[\w-]{20,}\.eyJ/)
    // What was agreed to once is not carried out again.
    expect(app.registrations.apply(id, planned.id, wish)).toMatchObject({
      ok: false,
      error: { code: 'plan-gone' },
    })
    const { reading } = applied.view
    await today.close()

    const tomorrow = await composedHere(desk.folder)
    onTestFinished(() => tomorrow.close())
    const known = value(tomorrow.app.registrations.view(id))
    expect(known).toMatchObject({ act: null, planned: null })
    expect(known.reading).toEqual(reading)
    expect(value(await tomorrow.app.registrations.doors(id))).toMatchObject({
      administrator: 'admin@contoso.example',
      last: wish,
    })
  })
})
