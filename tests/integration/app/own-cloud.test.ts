/** An administrator whose mail server is none of Microsoft's verifies through a cloud file: Dovecot takes the message. */
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { Dovecot } from '../../fakes/dovecot.ts'
import { OwnCloud } from './own-cloud.ts'

/** From the moment that something was relayed, waiting takes no time: the clock moves on by as much instead. */
function waitNoLonger(dovecot: Dovecot): void {
  let ahead = 0
  const sleep = SystemClock.prototype.sleep.bind(new SystemClock())
  const now = vi.spyOn(SystemClock.prototype, 'now').mockImplementation(() => new Date(Date.now() + ahead))
  const waiting = vi.spyOn(SystemClock.prototype, 'sleep').mockImplementation(async (ms, signal) => {
    if (dovecot.relayed.length === 0) return sleep(ms, signal)
    ahead += ms
  })
  onTestFinished(() => {
    now.mockRestore()
    waiting.mockRestore()
  })
}

// Dovecot and xdg-open are Unix programs; tools/prepare.ts brings the first, the test plays the second.
describe.runIf(process.platform === 'linux')('a mail server of one’s own', () => {
  test('takes the message of a mailbox that signed in at the browser, and nobody calls it proven before it was seen', async () => {
    const cloud = await OwnCloud.open(1)
    onTestFinished(() => cloud.close())
    const dovecot = await Dovecot.start()
    onTestFinished(() => dovecot.stop())
    await cloud.isTrustedBy(dovecot)
    const [sender = ''] = cloud.senders

    const { smtp, caFile } = dovecot.cloud
    const created = await cloud.createSetup('Own', { smtp, caFile: caFile ?? '' })
    expect(created).toMatchObject({ code: 0 })
    // given as a domain, as most people know it: the product and every sign-in get the id
    expect(JSON.parse(created.out)).toMatchObject({
      tenantId: cloud.endpoints.tenantId,
      tenantName: cloud.endpoints.tenantName,
    })
    expect(await cloud.signInAll('Own', `address\n${sender}\n`)).toMatchObject([{ code: 0 }, { code: 0 }])

    // half a minute is what a report of what went wrong is waited for
    waitNoLonger(dovecot)
    const verified = await cloud.run('verify', 'Own', '--to', 'somebody@fabrikam.example')
    const { probes } = JSON.parse(verified.out) as { probes: { outcome: string; receipt: string }[] }
    expect(probes).toMatchObject([{ from: sender, outcome: 'accepted', receipt: 'waiting' }])
    // Accepted is not proven: nobody here can look into the recipient's mailbox.
    expect(verified.code).toBe(1)
    expect(dovecot.relayed).toMatchObject([{ from: sender, to: ['somebody@fabrikam.example'] }])
    expect(dovecot.relayed[0]?.raw).toMatch(/Subject: .*\[Sendproof [A-Z0-9]{6}\]/)
  })
})
