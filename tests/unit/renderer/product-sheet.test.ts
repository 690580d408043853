import { describe, expect, it } from 'vitest'
import type { FieldSheetView, SetupView } from '../../../src/contract/views.schema.ts'
import { checkTyped } from '../../../src/domain/field-sheet/check-typed.ts'
import { fieldSheet } from '../../../src/domain/field-sheet/field-sheet.ts'
import { planChanges } from '../../../src/renderer/data/answers.ts'
import {
  checkables,
  groupByPart,
  lintContext,
  openPlaces,
  typedWith,
  valuesOf,
} from '../../../src/renderer/features/product/sheet-state.ts'
import { answersToSend, visibleQuestions } from '../../../src/renderer/kit/forms.ts'
import { recipeOf } from '../domain/recipe/recipes.ts'
import { contosoMailbox, contosoSetup } from '../../kit/contoso.ts'

function sheetOf(id: string, answers: Record<string, string | boolean> = {}, mailboxes = 1): FieldSheetView {
  const setup = contosoSetup({ recipeId: id, answers: { hostname: 'eap.contoso.example', ...answers } })
  const list = Array.from({ length: mailboxes }, (_, index) => contosoMailbox(index + 1))
  return { ...fieldSheet(recipeOf(id), setup, list), secret: { kept: false, problem: null } }
}

const at = '2026-11-21T09:00:00.000Z'

describe('what is typed in', () => {
  const ticked = { who: 'anna', at, changed: false }

  it('counts as soon as it is said, and as it was kept otherwise', () => {
    const isTyped = typedWith(new Map([['a', false]]))
    expect(isTyped({ place: 'a', ticked })).toBe(false)
    expect(isTyped({ place: 'b', ticked })).toBe(true)
  })

  it('does not count any more when another value is wanted since', () => {
    expect(typedWith(new Map())({ place: 'a', ticked: { ...ticked, changed: true } })).toBe(false)
  })

  it('cannot be said of a value nobody knows yet', () => {
    const [screen] = sheetOf('exact', {}, 0).screens
    const open = openPlaces(screen?.fields ?? [], typedWith(new Map()))
    expect(open).toHaveLength((screen?.fields.length ?? 0) - 1)
  })
})

describe('the sheet of a product with parts', () => {
  it('keeps the screens of a part together', () => {
    const { screens } = sheetOf('exact', { parts: 'globe, synergy' })
    expect(groupByPart(screens).map(({ part, screens: list }) => [part, list.length])).toEqual([
      ['Globe+, Globe Next, Compact+ and Compact', 1],
      ['Synergy Enterprise', 1],
    ])
  })

  it('splits a list of senders, because a product takes one', () => {
    const fields = sheetOf('eap', {}, 3).screens.flatMap((screen) => screen.fields)
    const sender = fields.find(({ name }) => name === 'Default Sender')
    expect(sender === undefined ? [] : valuesOf(sender)).toEqual([
      'mailbox1@contoso.example',
      'mailbox2@contoso.example',
      'mailbox3@contoso.example',
    ])
    expect(valuesOf({ value: 'a, b', lint: null })).toEqual(['a, b'])
  })
})

describe('what can be typed back', () => {
  const view = {
    tenantId: 'c0ffee00-1234-4abc-8def-000000000001',
    clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
    cloud: {
      name: 'Global',
      kind: 'global',
      signIn: 'login.microsoftonline.com',
      smtp: 'smtp.office365.com:587',
    },
    recipe: { sendingMode: 'smtp-delegated' },
  } as unknown as SetupView

  it('is every value and every redirect, but nothing one only has to tick', () => {
    const labels = checkables(sheetOf('eap')).map(({ label }) => label)
    expect(labels).toContain('SMTP server (Emails)')
    expect(labels).toContain('Redirect URI (Web)')
    expect(labels).not.toContain('Use SSL (Emails)')
  })

  it('is checked against what this setup knows', () => {
    const fields = checkables(sheetOf('eap'))
    const verdict = (label: string, typed: string) => {
      const field = fields.find((one) => one.label === label)
      if (field === undefined) throw new Error(label)
      return checkTyped(field, typed, lintContext(view, field))
    }
    expect(verdict('SMTP server (Emails)', 'smtp.office365.com:587')).toEqual({
      findings: [],
      comparison: { kind: 'same' },
    })
    expect(verdict('Client ID (Tenant)', view.tenantId ?? '').findings.map(({ code }) => code)).toEqual([
      'id-swapped',
    ])
    expect(verdict('Client Secret (Tenant)', 'x').comparison).toBeNull()
  })

  it('is nothing secret when the product takes a certificate', () => {
    const kinds = checkables(sheetOf('enate', { credential: 'certificate' })).map(({ kind }) => kind)
    expect(kinds).not.toContain('client-secret')
  })
})

describe('questions that depend on an answer', () => {
  const { questions } = recipeOf('exact')

  it('come and go with it, and what was kept of them stays kept', () => {
    const seen = (answers: Record<string, string | boolean>) =>
      visibleQuestions(questions, answers).map(({ id }) => id)
    expect(seen({})).not.toContain('synergy-host')
    expect(seen({ parts: 'globe, elis-calendar' })).toContain('synergy-host')
    const typed = { parts: 'globe', 'synergy-host': 'typed since' }
    expect(answersToSend(questions, typed, { 'synergy-host': 'kept' })).toEqual({
      parts: 'globe',
      'synergy-host': 'kept',
    })
  })
})

describe('an answer that changes the plan', () => {
  const plan = (states: Record<string, 'todo' | 'done' | 'not-needed'>) => ({
    steps: Object.entries(states).map(([id, state]) => ({ id, title: `Step ${id}`, state })) as never,
  })

  it('is told with the steps that went and came', () => {
    const before = plan({ a: 'done', b: 'not-needed', c: 'todo' })
    expect(planChanges(before, plan({ a: 'not-needed', b: 'todo', c: 'done' }))).toEqual({
      dropped: ['Step a'],
      added: ['Step b'],
    })
    expect(planChanges(before, plan({ a: 'todo', b: 'not-needed', c: 'done' }))).toBeNull()
  })
})
