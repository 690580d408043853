/** An administrator elsewhere, with the role and without Sendproof, carries a plan out by Set-Entra.ps1. */
import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScriptTaken } from '../../src/main/services/entra/script-result-service.ts'
import { PracticeGraph, writes } from './practice-graph.ts'
import { patient, powershell } from './practice-powershell.ts'

describe.skipIf(powershell === undefined)('Set-Entra.ps1', patient, () => {
  const practice = new PracticeGraph()
  beforeAll(() => practice.start('eap'))
  afterAll(() => practice.close())

  it('shows, is ended at a write, goes on, is taken in as a report, and undoes itself', async () => {
    const plan = await practice.plan('plan.json')
    const made = plan.changes.map(({ kind }) => kind)
    expect(made).toContain('create-application')

    const preview = await practice.set('plan.json', 'preview.json', '-Preview')
    expect(preview.code, preview.out + preview.errors).toBe(made.includes('add-secret') ? 1 : 0)
    console.log(preview.out)
    console.log(
      JSON.stringify(preview.result?.changes.map(({ kind, outcome, trouble }) => [kind, outcome, trouble])),
    )
    expect(writes(preview.calls)).toEqual([])
    const killed = await practice.set('plan.json', 'result.json', '', { kill: { write: 1, when: 'after' } })
    console.log(killed.out, killed.errors, killed.calls, JSON.stringify(killed.result?.changes[0]))
    const again = await practice.set('plan.json', 'result.json')
    console.log(again.out, again.errors)
    console.log(
      JSON.stringify(
        again.result?.changes.map(({ kind, outcome, trouble, earlier, requestIds }) => [
          kind,
          outcome,
          trouble,
          earlier,
          requestIds.length,
        ]),
      ),
    )
    const taken = await practice.cli('entra', 'take', 'C', practice.file('result.json'))
    console.log(taken.out, taken.err)
    const audit = await practice.cli('audit', 'C')
    console.log(audit.out, audit.err)
  })
})
