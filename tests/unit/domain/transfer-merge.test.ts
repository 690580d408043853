/** Two people work on the same setup on two computers: whoever joins the files, nobody's work is lost. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepStates, type StepMove, type StepRecord } from '../../../src/domain/step/step-record.schema.ts'
import { mergeAttachments } from '../../../src/domain/attachment/attachment.ts'
import type { Attachment } from '../../../src/domain/attachment/attachment.schema.ts'
import type { FieldTick } from '../../../src/domain/field-sheet/field-sheet.schema.ts'
import { canonical, mergeSteps } from '../../../src/domain/transfer/merge-steps.ts'
import { readDocument, renderDocument, setupDocument } from '../../../src/domain/transfer/setup-document.ts'
import type { SetupDocument } from '../../../src/domain/transfer/setup-document.schema.ts'
import { contosoMailbox, contosoSetup, now, uuid } from '../../kit/contoso.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const at = fc
  .integer({ min: 0, max: 20 })
  .map((minutes) => new Date(Date.parse('2026-11-20T08:00:00.000Z') + minutes * 60_000).toISOString())
const move: fc.Arbitrary<StepMove> = fc.record({
  at: fc.oneof(
    at,
    at.map((iso) => iso.replace('.000Z', 'Z')),
  ),
  who: fc.constantFrom('anna', 'bert'),
  by: fc.constantFrom('person', 'check', 'app', 'practice'),
  from: fc.constantFrom(...stepStates),
  to: fc.constantFrom(...stepStates),
  note: fc.constantFrom(null, 'seen', 'password=hunter2', 'Bearer abcdefghijklmnopqrstuvwxyz'),
})
const record = (stepId: string): fc.Arbitrary<StepRecord> =>
  fc.record({
    stepId: fc.constant(stepId),
    state: fc.constantFrom(...stepStates),
    waitUntil: fc.option(at),
    history: fc.array(move, { minLength: 1, maxLength: 6 }),
  })
/** One history a step, as a store has them. */
const records = fc
  .tuple(fc.option(record('consent')), fc.option(record('smtp-auth')), fc.option(record('send-as')))
  .map((list) => list.filter((one) => one !== null))
const attachment: fc.Arbitrary<Attachment> = fc.record({
  step: fc.constantFrom('consent', 'send-as'),
  name: fc.constantFrom('a.png', 'b.pdf'),
  size: fc.constant(3),
  sha256: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  who: fc.constantFrom('anna', 'bert'),
  at,
})
const tick: fc.Arbitrary<FieldTick> = fc.record({
  place: fc.constantFrom('a', 'b'),
  typed: fc.boolean(),
  at,
  who: fc.constantFrom('anna', 'bert'),
  mark: fc.constantFrom('', '3:587'),
})

const movesOf = (list: readonly StepRecord[]) =>
  list.flatMap(({ stepId, history }) => history.map((one) => JSON.stringify([stepId, one]))).sort()
const unique = (list: readonly string[]) => [...new Set(list)].sort()

describe('joining the work of several people', () => {
  test('does not depend on who joins with whom', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        expect(mergeSteps(a, b)).toEqual(mergeSteps(b, a))
      }),
    )
  })

  test('does not depend on the order in which three files arrive', () => {
    fc.assert(
      fc.property(records, records, records, (a, b, c) => {
        expect(mergeSteps(mergeSteps(a, b), c)).toEqual(mergeSteps(a, mergeSteps(b, c)))
      }),
    )
  })

  test('changes nothing the second time the same file is taken in', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const once = mergeSteps(a, b)
        expect(mergeSteps(once, b)).toEqual(once)
        expect(mergeSteps(once, once)).toEqual(once)
      }),
    )
  })

  test('keeps every move of both, invents none, and ends where the last one ended', () => {
    fc.assert(
      fc.property(records, records, (a, b) => {
        const merged = mergeSteps(a, b)
        expect(movesOf(merged)).toEqual(unique(movesOf([...a, ...b].map(canonical))))
        for (const { history, state } of merged) {
          expect(state).toBe(history.at(-1)?.to)
          const times = history.map((one) => Date.parse(one.at))
          expect(times).toEqual([...times].sort((x, y) => x - y))
        }
      }),
    )
  })

  test('keeps every attachment once, as it was attached first', () => {
    fc.assert(
      fc.property(fc.array(attachment), fc.array(attachment), (a, b) => {
        const merged = mergeAttachments(a, b)
        expect(merged).toEqual(mergeAttachments(b, a))
        expect(mergeAttachments(merged, b)).toEqual(merged)
        for (const one of [...a, ...b])
          expect(
            merged.filter(
              (kept) =>
                kept.step === one.step &&
                kept.name === one.name &&
                kept.sha256 === one.sha256 &&
                kept.at <= one.at,
            ),
          ).toHaveLength(1)
      }),
    )
  })

  test('a step both waited for waits as long as the longer of the two', () => {
    const waiting = (until: string): StepRecord[] => [
      {
        stepId: 'smtp-auth',
        state: 'waiting',
        waitUntil: until,
        history: [{ at: now, who: 'anna', by: 'person', from: 'todo', to: 'waiting', note: null }],
      },
    ]
    const [merged] = mergeSteps(waiting('2026-11-21T14:00:00.000Z'), waiting('2026-11-21T15:00:00.000Z'))
    expect(merged).toMatchObject({ state: 'waiting', waitUntil: '2026-11-21T15:00:00.000Z' })
    expect(merged?.history).toHaveLength(1)
  })
})

function documentOf(
  steps: readonly StepRecord[],
  attachments: readonly Attachment[] = [],
  ticks: readonly FieldTick[] = [],
): SetupDocument {
  const run = aRun(uuid(1), { state: 'stopped', finishedAt: '2026-11-21T09:10:00.000Z' })
  return setupDocument({
    setup: contosoSetup(),
    records: steps,
    mailboxes: [
      contosoMailbox(1),
      contosoMailbox(2, { kind: 'shared', signInAs: 'mailbox1@contoso.example' }),
    ],
    runs: [
      { run, probes: [aProbe(run.id, 1, { reply: '535 5.7.3 Bearer abcdefghijklmnopqrstuvwxyz0123' })] },
      { run: aRun(uuid(1)), probes: [] },
    ],
    attachments,
    ticks,
    contents: new Map([['a'.repeat(64), Buffer.from('abc').toString('base64')]]),
    exportedAt: now,
    exportedBy: 'anna',
  })
}

describe('a setup file', () => {
  test('read back says exactly what was written', () => {
    fc.assert(
      fc.property(records, fc.array(attachment), fc.array(tick), (steps, attachments, ticks) => {
        const document = documentOf(steps, mergeAttachments(attachments, []), ticks)
        expect(readDocument(renderDocument(document), now)).toEqual({ ok: true, value: document })
      }),
      { numRuns: 40 },
    )
  })

  test('holds neither sign-ins nor endpoints nor runs under way, and no secret typed into a note', () => {
    const text = renderDocument(
      documentOf([
        {
          stepId: 'consent',
          state: 'done',
          waitUntil: null,
          history: [
            {
              at: now,
              who: 'anna',
              by: 'person',
              from: 'todo',
              to: 'done',
              note: 'client_secret=Abc8Q~canary',
            },
          ],
        },
      ]),
    )
    expect(text).not.toMatch(
      /canary|objectId|SMTP\.Send|login\.microsoftonline|abcdefghijklmnopqrstuvwxyz0123/,
    )
    const { runs } = JSON.parse(text) as SetupDocument
    expect(runs.map(({ run }) => run.state)).toEqual(['finished'])
  })

  test.each([
    ['a letter', 'Dear Anna, …', { code: 'document-other', found: null }],
    ['another JSON', '{"format":"something"}', { code: 'document-other', found: null }],
    ['a template', '{"format":"sendproof-template"}', { code: 'document-other', found: 'template' }],
    ['nothing', '', { code: 'document-other' }],
    ['brackets a million deep', '['.repeat(1_000_000), { code: 'document-other' }],
    [
      'tomorrow’s version',
      '{"format":"sendproof-setup","version":2}',
      { code: 'document-version', version: '2', known: 1 },
    ],
    [
      'a version that is no number',
      '{"format":"sendproof-setup","version":{"a":1}}',
      { code: 'document-version', version: '{"a":1}' },
    ],
    [
      'half a document',
      '{"format":"sendproof-setup","version":1}',
      { code: 'document-damaged', wanted: 'setup' },
    ],
  ])('that is %s is refused', (_, text, error) => {
    const read = readDocument(text, now)
    expect(read).toMatchObject({ ok: false, error })
    expect(read.ok ? '' : (read.error.details ?? '')).not.toContain('\n')
  })

  test('the runs of a task of every hour are taken in as they were written, however many they are', () => {
    const runs = Array.from({ length: 1_001 }, (_one, at) => ({
      run: aRun(good.setup.id, { id: uuid(at + 5_000), state: 'finished' }),
      probes: [],
    }))
    expect(readDocument(renderDocument({ ...good, runs }), now)).toMatchObject({ ok: true })
  })

  const good = documentOf([])
  const [goodRun] = good.runs
  test.each<[string, Partial<SetupDocument>, object]>([
    ['a member nobody knows', { ...good, extra: 1 } as Partial<SetupDocument>, { code: 'document-damaged' }],
    [
      'its own endpoints',
      { cloud: { ...good.cloud, smtp: 'x' } as SetupDocument['cloud'] },
      { code: 'document-damaged', details: expect.stringContaining('cloud') as string },
    ],
    [
      'moves of next year',
      {
        steps: [
          {
            stepId: 'consent',
            waitUntil: null,
            history: [
              {
                at: '2027-11-21T13:02:00.000Z',
                who: 'x',
                by: 'person',
                from: 'todo',
                to: 'done',
                note: null,
              },
            ],
          },
        ],
      },
      { code: 'document-contradicts', how: 'step-ahead', step: 'consent' },
    ],
    ['a mailbox twice', { mailboxes: [...good.mailboxes, ...good.mailboxes] }, { how: 'mailbox-twice' }],
    ['a run of another setup', { setup: { ...good.setup, id: uuid(77) } }, { how: 'run-elsewhere' }],
    [
      'a run to take up',
      { runs: goodRun === undefined ? [] : [{ ...goodRun, run: { ...goodRun.run, state: 'running' } }] },
      { how: 'run-open' },
    ],
    [
      'a run of next year, which would hide every later one',
      {
        runs:
          goodRun === undefined
            ? []
            : [{ ...goodRun, run: { ...goodRun.run, startedAt: '2027-11-21T13:02:00.000Z' } }],
      },
      { how: 'run-ahead' },
    ],
  ])('with %s is refused', (_, change, error) => {
    const read = readDocument(JSON.stringify({ ...good, ...change }), now)
    expect(read).toMatchObject({ ok: false, error })
  })

  test('never throws, whatever is in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readDocument(text, now)
        expect(read.ok).toBe(false)
      }),
    )
  })
})
