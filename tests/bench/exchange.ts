/**
 * `npm run bench -- exchange [N]`: what Read-Exchange.ps1 asks of a tenant with N mailboxes under a real PowerShell,
 * through the practice module, with 50 ms added to each reply. What counts is the number of calls beside those that the
 * cmdlets make unavoidable: one for each list, whatever its length, and one a mailbox for Full Access, which has no list.
 */
import { readFileSync } from 'node:fs'
import type { ExchangePart, ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { ReadResultSchema } from '../../src/domain/exchange/result.schema.ts'
import { PracticePowerShell, powershell } from '../powershell/practice-powershell.ts'
import { machineLine, timed } from './measure.ts'

const latencyMs = 50
const most = 1.1
const mailboxes = Number(process.argv[2] ?? 10_000)

/** The calls without which a part cannot be read at all. */
const unavoidable: Readonly<Partial<Record<ExchangePart, number>>> = {
  organisation: 2, // the list of EWS is filled in only where it is asked for by itself
  transport: 1,
  domains: 1,
  'authentication-policies': 1,
  mailboxes: 1,
  'smtp-auth': 1,
  users: 1,
  'send-as': 1,
  'full-access': mailboxes,
  applications: 4,
  connectors: 1,
  hve: 1,
}

async function measured(practice: PracticePowerShell, title: string, parts: ExchangePart[]): Promise<void> {
  await practice.trouble()
  const read: ReadPlan['read'] = { parts, mailboxes: 'all', groups: [], tests: [] }
  const plan = practice.plan({ read })
  const ms = await timed(async () => {
    const ran = await practice.run(`${practice.call('Read-Exchange.ps1', plan)}; exit $LASTEXITCODE`)
    if (ran.code !== 0) throw new Error(`${ran.code}: ${ran.errors}${ran.out.slice(-2000)}`)
  })
  const text = readFileSync(plan.result, 'utf8').replace(/^\ufeff/, '')
  const { facts } = ReadResultSchema.parse(JSON.parse(text))
  const calls = (await practice.calls()).length
  const least = parts.reduce((sum, part) => sum + (unavoidable[part] ?? 0), 0)
  const ratio = calls / least
  const size = (text.length / 1024 / 1024).toFixed(1)
  console.log(
    `${title}: ${facts?.mailboxes.length ?? 0} mailboxes, ${calls} calls beside ${least} (${ratio.toFixed(3)}), ${(ms / 1000).toFixed(1)} s, a result of ${size} MB`,
  )
  if (ratio > most) {
    console.log(`  more than ${most} times the calls that cannot be avoided`)
    process.exitCode = 1
  }
}

if (powershell === undefined) {
  console.log('No PowerShell here: install PowerShell 7, or the .NET SDK, which brings it.')
  process.exitCode = 3
} else {
  console.log(machineLine())
  const practice = await PracticePowerShell.start({ mailboxes, latencyMs })
  try {
    const lists: ExchangePart[] = ['organisation', 'transport', 'domains', 'authentication-policies']
    const each: ExchangePart[] = ['mailboxes', 'smtp-auth', 'users', 'send-as']
    const rest: ExchangePart[] = ['applications', 'connectors', 'hve']
    await measured(practice, 'Switches, users and Send As', [...lists, ...each, ...rest])
    await measured(practice, 'The same with Full Access', [...lists, ...each, 'full-access', ...rest])
  } finally {
    await practice.close()
  }
}
