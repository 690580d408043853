import { expect, it, onTestFinished } from 'vitest'
import { needsCredential, needsOutside, needsSignIns } from '../../../src/domain/run/plan-run.ts'
import { recipeIds, recipeOf } from '../../unit/domain/recipe/recipes.ts'
import { Desk } from '../app/cli.ts'
import { cliHere } from '../app/in-process.ts'

interface Status {
  readonly answers: Record<string, never>
  readonly checklist: {
    readonly steps: readonly { id: string; role: string; state: string; practice: boolean }[]
  }
}

// One of each way to sign in; the bench walks all of them.
const chosen =
  process.env['COMBINATIONS'] === 'each'
    ? recipeIds()
    : ['eap', 'finpower-connect', 'flexdeploy', 'generic-vendor-app']

it.each(chosen)('%s: from nothing to proven, and nobody opened the portal of Entra', async (recipe) => {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  const cli = async (...words: string[]) => {
    const ended = await cliHere(desk.folder, ...words)
    expect(ended.code, `${words.join(' ')}: ${ended.err}${ended.out}`).toBe(0)
    return ended.out
  }
  const words = ['setup', 'create', '--recipe', recipe, '--name', 'C', '--practice', '--mailboxes', '2']
  // Without a credential of the vendor's application nothing could be tried from here.
  await cli(...words, ...(recipe === 'generic-vendor-app' ? ['--answer', 'vendor-credential=true'] : []))
  await cli('mailbox', 'import', 'C', '--practice')
  if (recipe === 'generic-vendor-app') {
    // nothing is made here, and that consent is still missing is not passed over
    const { code, out } = await cliHere(desk.folder, 'apply', 'C', '--yes')
    expect(out).toContain('not everything matches')
    expect(code).toBe(1)
  } else await cli('apply', 'C', '--yes')
  const status = async () => JSON.parse(await cli('setup', 'status', 'C', '--left', '--json')) as Status
  const { answers, checklist } = await status()
  // The vendor's own page asks for this one.
  if (recipe === 'generic-vendor-app') await cli('step', 'practise', 'C', 'consent')
  // What is Exchange's and not Entra's: the practice administrator does it, in the order of the checklist.
  for (const { id, role, practice } of checklist.steps)
    if (role === 'exchange-admin' && practice) await cli('step', 'practise', 'C', id)
  // The consent that a role replaces goes once the product was tried with the role.
  if (checklist.steps.some(({ id }) => id === 'remove-consent')) {
    await cli('step', 'set', 'C', 'product-test', 'done')
    await cli('apply', 'C', '--yes')
    const left = (await status()).checklist.steps
    expect(left.find(({ id }) => id === 'remove-consent')?.state).toBe('waiting')
  }
  const known = recipeOf(recipe)
  if (needsSignIns(known, answers)) await cli('mailbox', 'authorise', 'C', '--all')
  if (needsCredential(known, answers)) await cli('credential', 'prove', 'C')
  if (needsOutside(known, answers)) await cli('mailbox', 'outside', 'C', 'payroll@contoso.example')
  const { summary } = JSON.parse(await cli('verify', 'C', '--json')) as {
    summary: { received: number; unexpected: number }
  }
  expect(summary).toMatchObject({ received: 2, unexpected: 0 })
})
