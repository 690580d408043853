/** An administrator reads a word in the window, finds it in the report, and types what the command line says about it. */
import { ShownStateSchema } from '../../../src/domain/checklist/checklist.schema.ts'
import { describe, expect, test } from 'vitest'
import { credentialKinds } from '../../../src/domain/credential/credential.schema.ts'
import { RemedySchema } from '../../../src/domain/diagnosis/diagnosis.schema.ts'
import { mailboxKinds } from '../../../src/domain/mailbox/mailbox.schema.ts'
import { roles, stages } from '../../../src/domain/recipe/recipe-step.schema.ts'
import { probeStates, stateOf, type ProbeState } from '../../../src/domain/run/probe-state.ts'
import { arrivalFolders, runStates, type Probe } from '../../../src/domain/run/run.schema.ts'
import { stepStates } from '../../../src/domain/step/step-record.schema.ts'
import { transportKinds } from '../../../src/domain/transport/transports.ts'
import { en } from '../../../src/words/en.ts'
import { sayProblem } from '../../../src/words/shape/say-problem.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const { terms, window } = en
const everyRole = RemedySchema.shape.role.options

/** Every union that has names, with the tables that may name its members. */
const vocabulary = {
  roles: { members: everyRole, tables: [terms.roles, terms.rolesOnScreen, terms.short.roles] },
  'states of a step': { members: ShownStateSchema.options, tables: [terms.states] },
  stages: { members: stages, tables: [terms.stages] },
  'ways of sending': { members: transportKinds, tables: [terms.transports, terms.short.transports] },
  'states of a run': { members: runStates, tables: [terms.runStates] },
  outcomes: { members: probeStates, tables: [terms.outcomes] },
  folders: { members: arrivalFolders, tables: [terms.folders] },
  'kinds of mailbox': { members: mailboxKinds, tables: [terms.mailboxKinds, terms.short.mailboxKinds] },
  'kinds of credential': { members: credentialKinds, tables: [terms.credentialKinds] },
} as const satisfies Record<string, { members: readonly string[]; tables: readonly object[] }>

interface Table {
  readonly at: string
  readonly names: Readonly<Record<string, string>>
}

/** Every table of texts in the language. */
function tablesIn(words: object, at = 'en'): Table[] {
  const inner = Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? tablesIn(value, `${at}.${name}`) : [],
  )
  const texts = Object.values(words).every((value) => typeof value === 'string')
  return texts && !Array.isArray(words) ? [{ at, names: words as Table['names'] }, ...inner] : inner
}

/** Every text of the language, functions as they are written. */
function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [String(words)]
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsIn) : []
}

describe.each(Object.entries(vocabulary))('%s', (_, { members, tables }) => {
  test('each has a name of its own', () => {
    const [names] = tables
    expect(Object.keys(names).toSorted()).toEqual([...members].toSorted())
  })

  test('are named in one place: a second table says the very same, or a whole sentence', () => {
    const allowed = new Set<object>(tables)
    const second = tablesIn(en).filter(({ names }) => {
      const keys = Object.keys(names)
      return keys.length > 1 && keys.every((key) => (members as readonly string[]).includes(key))
    })
    const others = second.filter(({ names }) => !allowed.has(names))
    expect(second.length).toBeGreaterThan(others.length)
    for (const { at, names } of others)
      for (const [key, text] of Object.entries(names))
        expect(
          text.endsWith('.') || tables.some((table) => contains(text, (table as Table['names'])[key] ?? '')),
          `${at}.${key}: ${text}`,
        ).toBe(true)
  })
})

const contains = (text: string, name: string) => text.toLowerCase().includes(name.toLowerCase())

describe('what an attempt came to reads alike in window, report and command line', () => {
  const run = aRun('s')
  const done = { phase: 'done' } as const
  const early = {
    since: '2026-11-21T09:00:00.000Z',
    because: 'consent',
    until: '2026-11-21T11:00:00.000Z',
    nextAt: '2026-11-21T09:05:00.000Z',
  }
  const attempts: Readonly<Record<ProbeState, Partial<Probe>>> = {
    'to-go': { phase: 'planned' },
    sending: { phase: 'connecting' },
    'on-the-way': { ...done, outcome: 'accepted', receipt: 'waiting' },
    received: { ...done, outcome: 'accepted', receipt: 'received' },
    'received-as-spam': { ...done, outcome: 'accepted', receipt: 'received', foundIn: 'junk' },
    'received-unauthenticated': {
      ...{ ...done, outcome: 'accepted', receipt: 'received' },
      authentication: { spf: 'softfail', dkim: 'pass', dmarc: 'pass' },
    },
    read: { ...done, outcome: 'accepted', transport: 'graph-read' },
    'read-warning': { ...done, outcome: 'accepted', transport: 'graph-read', warning: true },
    'refused-as-planned': { ...done, outcome: 'refused', expected: 'refused' },
    'too-early': { ...done, outcome: 'refused', tooEarly: early },
    refused: { ...done, outcome: 'refused' },
    failed: { ...done, outcome: 'failed', stage: 'connect' },
    missing: { ...done, outcome: 'accepted', receipt: 'missing' },
    returned: { ...done, outcome: 'accepted', receipt: 'returned' },
    uncertain: { ...done, outcome: 'uncertain' },
    'accepted-unplanned': { ...done, outcome: 'accepted', expected: 'refused', receipt: 'received' },
  }

  test.each(probeStates)('%s', (state) => {
    const probe = aProbe(run.id, 1, attempts[state])
    expect(stateOf(probe)).toBe(state)
    const name = terms.outcomeInSentence(state)
    expect(window.verify.states[state].toLowerCase()).toBe(name.toLowerCase())
    // beside what happened, the report says that it may only be too early
    const report = state === 'too-early' ? en.reportAttempts.tooEarlyMark : en.reportAttempts.outcome(probe)
    expect(report.startsWith(name), report).toBe(true)
    const said = en.cli.verify.attempt(probe, 'consent was granted')
    expect(said.toLowerCase().startsWith(name.toLowerCase()), said).toBe(true)
  })
})

test('the state of a step is said alike in its tables and within a sentence', () => {
  for (const state of stepStates) {
    const said = terms.states[state].toLowerCase()
    expect(terms.stateInSentence(state)).toBe(said)
    const refused = sayProblem(en, { code: 'step-state-same', title: 'Consent', state }, 'cli')
    expect(refused.what).toBe(`“Consent” is already ${said}.`)
    const person = { who: 'Kim', state, at: '2026-11-27T10:00:00Z', note: null }
    const seen = { ...person, who: 'Sendproof' }
    expect(en.checklist.conflict({ person, seen })).toContain(`Kim says “${terms.states[state]}”`)
  }
  const counts = { todo: 1, doing: 2, waiting: 3, done: 0, blocked: 4, 'not-needed': 0, changed: 5 }
  expect(window.plan.stageState(counts)).toBe(
    '4 blocked, 5 changed since it was done, 3 waiting, 2 in progress, 1 not started',
  )
})

test('only the person at the screen is “You”: a report names the role to whoever reads it', () => {
  for (const role of roles) expect(terms.rolesOnScreen[role]).toBe(role === 'you' ? 'You' : terms.roles[role])
  expect(terms.roles.you).not.toBe('You')
})

test('what opens a protected file is a password, in every sentence', () => {
  const texts = textsIn(en).map((text) => text.replaceAll('--passphrase-stdin', ''))
  expect(texts.filter((text) => /\bpassphrases?\b/i.test(text))).toEqual([])
})
