/** Somebody who is called away in the middle: what they had begun is there again, and nothing else. */
import { describe, expect, it } from 'vitest'
import { DraftService } from '../../../src/main/services/setup/draft-service.ts'
import type { SetupStore } from '../../../src/main/services/desk/stores.port.ts'
import { FixedClock } from '../../fakes/fixed-clock.ts'
import { aSetup } from '../../kit/samples.ts'

const setup = aSetup()
const form = {
  step: 'questions',
  recipe: 'eap',
  where: 'tenant',
  mailboxes: '25',
  prepared: false,
  fault: '',
  cloud: 'global',
  tenantId: 'contoso.com',
  clientId: '',
  name: null,
  answers: { hostname: 'eap.contoso.com' },
} as const

/** The settings of one PC, and the setups that are there. */
function thisPc(setups = [setup], settings = new Map<string, string>()) {
  const store: Pick<SetupStore, 'listSetups' | 'getSetting' | 'setSetting'> = {
    listSetups: () => setups,
    getSetting: (name) => settings.get(name) ?? null,
    setSetting: (name, value) => void settings.set(name, value),
  }
  const clock = new FixedClock('2026-11-27T13:02:00.000Z')
  const open = () => new DraftService({ setups: store as SetupStore, clock })
  return { open, settings }
}

describe('what was begun', () => {
  it('is nothing on a PC where nobody began anything', () => {
    expect(thisPc().open().all()).toEqual({ place: null, newSetup: null, notes: [] })
  })

  it('is there again after a restart: the place, the form, and a note with the time it was saved', () => {
    const { open } = thisPc()
    const place = { at: 'setup', setup: setup.id, page: 'plan', step: 'consent' } as const
    open().keepPlace(place)
    open().keepNewSetup(form)
    expect(open().keepNote(setup.id, 'consent', 'Omar looks')).toBe('2026-11-27T13:02:00.000Z')
    open().keepNote(setup.id, 'consent', 'Omar looks at it')
    expect(open().all()).toEqual({
      place,
      newSetup: form,
      notes: [{ setup: setup.id, step: 'consent', text: 'Omar looks at it', at: '2026-11-27T13:02:00.000Z' }],
    })
  })

  it('ends when the form is finished and the note is in the history', () => {
    const { open } = thisPc()
    open().keepNewSetup(form)
    open().keepNote(setup.id, 'consent', 'Omar looks at it')
    open().keepNewSetup(null)
    open().keepNote(setup.id, 'consent', '')
    expect(open().all()).toMatchObject({ newSetup: null, notes: [] })
  })

  it('of a setup that was removed leads nowhere', () => {
    const { open, settings } = thisPc()
    open().keepPlace({ at: 'setup', setup: setup.id, page: 'verify', step: null })
    open().keepNote(setup.id, 'consent', 'Omar looks at it')
    expect(thisPc([], settings).open().all()).toEqual({ place: null, newSetup: null, notes: [] })
  })

  it('is as good as nothing when it cannot be read', () => {
    const settings = new Map([
      ['draft.place', '{"at":"everywhere"}'],
      ['draft.new-setup', '{"step'],
      ['draft.notes', '[{"setup":1}]'],
    ])
    expect(thisPc([setup], settings).open().all()).toEqual({ place: null, newSetup: null, notes: [] })
  })
})
