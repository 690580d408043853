/** What passes between page and main, and in which shape. */
import { expect, test } from './conformance-app.ts'

test('arguments and answers pass through structured clone', async ({ host }) => {
  const shapes = await host.page.evaluate(async () => {
    const sent = [
      1,
      new Date(5),
      undefined,
      new Map([['a', [2n]]]),
      new Set(['x']),
      new Uint8Array([1, 2]),
      -0,
      { nested: { deep: true } },
    ]
    const got = (await bridge.call('echo', ...sent)) as unknown[]
    const [one, date, nothing, map, set, bytes, zero, object] = got
    return {
      one,
      date: date instanceof Date && date.getTime(),
      nothing: nothing === undefined && got.length === sent.length,
      map: map instanceof Map && String((map.get('a') as bigint[])[0]),
      set: set instanceof Set && set.has('x'),
      bytes: bytes instanceof Uint8Array && [...bytes],
      zero: Object.is(zero, -0),
      object,
    }
  })
  expect(shapes).toEqual({
    one: 1,
    date: 5,
    nothing: true,
    map: '2',
    set: true,
    bytes: [1, 2],
    zero: true,
    object: { nested: { deep: true } },
  })
})

test('the same object twice stays one object, and a circle stays a circle', async ({ host }) => {
  const same = await host.page.evaluate(async () => {
    const shared = { me: null as unknown }
    shared.me = shared
    const [[first, second]] = (await bridge.call('echo', [shared, shared])) as [[{ me: unknown }, unknown]]
    return first === second && first.me === first
  })
  expect(same).toBe(true)
})

test('a value that cannot be cloned is an error for the one who sends it', async ({ host }) => {
  const said = await host.page.evaluate(() =>
    bridge.call('unclonable').then(
      () => 'came through',
      (error: Error) => error.message,
    ),
  )
  expect(said).toContain('An object could not be cloned')
})

test('of an error only the message crosses', async ({ host }) => {
  const caught = await host.page.evaluate(() =>
    bridge.call('throws').then(
      () => null,
      (error: Error & { secret?: string }) => ({
        message: error.message,
        secret: error.secret ?? null,
        type: error.constructor.name,
      }),
    ),
  )
  expect(caught).toEqual({
    message: `Error invoking remote method 'throws': TypeError: only this sentence`,
    secret: null,
    type: 'Error',
  })
})

test('a channel without a handler is an error that names it', async ({ host }) => {
  const said = await host.page.evaluate(() => bridge.call('nobody').catch((error: Error) => error.message))
  expect(said).toBe(`Error invoking remote method 'nobody': Error: No handler registered for 'nobody'`)
})

test('main sees who asks: frame, address, origin and window', async ({ host }) => {
  const sender = await host.page.evaluate(() => bridge.call('sender'))
  expect(sender).toEqual({ url: 'app://ui/', origin: 'app://ui', isMain: true, isWindow: true })
})

test('main tells the page, until the page no longer listens', async ({ host }) => {
  const tell = (what: string) =>
    host.app.evaluate(
      ({ BrowserWindow }, text) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send('told', text, { at: new Date(7) }),
      what,
    )
  await host.page.evaluate(() => {
    const heard: unknown[] = []
    const stop = bridge.onTold((text, facts) => heard.push([text, (facts as { at: Date }).at.getTime()]))
    Object.assign(globalThis, { heard, stop })
  })
  await tell('first')
  await host.page.waitForFunction('heard.length === 1')
  expect(await host.page.evaluate('stop()')).toBe(true)
  await tell('second')
  // An answer that was asked for after the message has come: so the message would have come too.
  await host.page.evaluate(() => bridge.call('echo', 1))
  expect(await host.page.evaluate('heard')).toEqual([['first', 7]])
})
