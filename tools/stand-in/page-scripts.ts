/** Puts the page's scripts together as text: one for the main world, one for the preload's isolated world. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'

export const preloadWorldName = 'preload'
export const bindingName = '__hostSend'

const text = (file: string): string =>
  readFileSync(path.join(import.meta.dirname, 'page', file), 'utf8').replaceAll(
    /^export function/gm,
    'function',
  )

export interface PageScripts {
  readonly mainWorld: string
  readonly preloadWorld: string
}

/** `preload`: path of the preload file, if the window has one. Throws when it is not a script. */
export function pageScripts(preload: string | undefined): PageScripts {
  const [pageEnd, preloadEnd] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
  const facts = {
    platform: process.platform,
    versions: { chrome: 'stand-in', electron: 'stand-in', node: process.versions.node },
  }
  const source = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const wrapped = `(function (require, module, exports, process) {${source}\n})`
  new vm.Script(wrapped, { filename: preload ?? 'no preload' })
  return {
    mainWorld: `(() => { ${text('bridge.js')}; ${text('main-world.js')}; mainWorld(bridge('${pageEnd}', '${preloadEnd}')) })()`,
    preloadWorld: `(() => {
      const toHost = globalThis.${bindingName}
      if (window.top !== window) return
      ${text('bridge.js')}; ${text('codec.js')}; ${text('preload-world.js')}
      preloadWorld(bridge('${preloadEnd}', '${pageEnd}'), { encode, decode }, toHost, ${JSON.stringify(facts)}, ${wrapped})
    })()`,
  }
}
