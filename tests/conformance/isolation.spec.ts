/** What the page cannot reach, and what the preload may not require. */
import { expect, test } from './conformance-app.ts'

test('the page finds no Node, no Electron and no binding', async ({ host }) => {
  const found = await host.page.evaluate(
    `['require', 'process', 'module', 'ipcRenderer', 'electron', 'Buffer', '__hostSend', '__host'].filter((name) => name in window)`,
  )
  expect(found).toEqual([])
})

test('what is exposed is there before the first script of the page, frozen all the way down', async ({
  host,
}) => {
  expect(await host.page.evaluate('atFirstScript')).toBe('object')
  const state = await host.page.evaluate(() => ({
    frozen: Object.isFrozen(bridge) && Object.isFrozen(bridge.nested) && Object.isFrozen(bridge.nested.list),
    writable: Object.getOwnPropertyDescriptor(globalThis, 'bridge')?.writable,
    configurable: Object.getOwnPropertyDescriptor(globalThis, 'bridge')?.configurable,
  }))
  expect(state).toEqual({ frozen: true, writable: false, configurable: false })
})

test('an error of an exposed function reaches the page with its message', async ({ host }) => {
  expect(
    await host.page.evaluate(() => {
      try {
        bridge.fails()
        return 'nothing'
      } catch (error) {
        return (error as Error).message
      }
    }),
  ).toBe('said the preload')
})

test('a page that changes the language under its feet changes nothing for its preload', async ({ host }) => {
  await host.page.evaluate(`
    EventTarget.prototype.dispatchEvent = Reflect.apply = Object.entries = Array.isArray = () => { throw new Error('taken') }
    window.CustomEvent = undefined
  `)
  expect(await host.page.evaluate(`bridge.call('echo', 'still').then((answer) => answer[0])`)).toBe('still')
})

test('a sandboxed preload may require electron and little else', async ({ host }) => {
  const { events, ...others } = await host.page.evaluate(() => bridge.modules)
  expect(others).toEqual({
    fs: 'refused',
    child_process: 'refused',
    url: 'object',
    timers: 'object',
    electron: 'object',
  })
  expect(['object', 'function']).toContain(events)
  expect(await host.page.evaluate(() => bridge.facts)).toEqual({
    sandboxed: true,
    isolated: true,
    type: 'renderer',
  })
})

test('a frame inside the page has no preload', async ({ host }) => {
  const inside = await host.page.evaluate(`new Promise((resolve) => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    frame.onload = () => resolve(typeof frame.contentWindow.bridge)
    frame.src = 'other.html'
  })`)
  expect(inside).toBe('undefined')
})
