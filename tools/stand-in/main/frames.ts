/** The frames of one page as the app sees them: app:// addresses, parents, and who is the main frame. */
import type * as Electron from 'electron'
import type { Cdp } from '../cdp.ts'
import { strict } from '../strict.ts'
import { fromChromium } from './host.ts'

interface FrameFacts {
  readonly id: string
  readonly parentId?: string
  readonly url: string
  readonly securityOrigin: string
}

interface FrameTree {
  readonly frame: FrameFacts
  readonly childFrames?: readonly FrameTree[]
}

type Modelled = Pick<Electron.WebFrameMain, 'url' | 'origin' | 'parent' | 'top' | 'detached' | 'isDestroyed'>

export class Frames {
  readonly #facts = new Map<string, FrameFacts>()
  mainFrameId = ''

  async follow(cdp: Cdp, sessionId: string): Promise<void> {
    cdp.on<{ frame: FrameFacts }>('Page.frameNavigated', sessionId, ({ frame }) => {
      this.#facts.set(frame.id, frame)
      if (frame.parentId === undefined) this.mainFrameId = frame.id
    })
    cdp.on<{ frameId: string; parentFrameId: string }>(
      'Page.frameAttached',
      sessionId,
      ({ frameId, parentFrameId }) => {
        if (!this.#facts.has(frameId))
          this.#facts.set(frameId, { id: frameId, parentId: parentFrameId, url: '', securityOrigin: '' })
      },
    )
    cdp.on<{ frameId: string; reason: string }>('Page.frameDetached', sessionId, ({ frameId, reason }) => {
      if (reason === 'remove') this.#facts.delete(frameId)
    })
    const { frameTree } = await cdp.send<{ frameTree: FrameTree }>('Page.getFrameTree', {}, sessionId)
    this.mainFrameId = frameTree.frame.id
    const keep = (tree: FrameTree) => {
      this.#facts.set(tree.frame.id, tree.frame)
      tree.childFrames?.forEach(keep)
    }
    keep(frameTree)
  }

  url(): string {
    return fromChromium(this.#facts.get(this.mainFrameId)?.url ?? '')
  }

  /** Null once the frame is gone, as `event.senderFrame` is. */
  frame(id: string): Electron.WebFrameMain | null {
    const facts = this.#facts.get(id)
    if (facts === undefined) return null
    const parent = facts.parentId === undefined ? null : this.frame(facts.parentId)
    const isGone = () => this.#facts.get(id) !== facts
    const frame: Modelled = {
      url: fromChromium(facts.url),
      origin: /^https?:/.test(facts.securityOrigin) ? fromChromium(facts.securityOrigin) : 'null',
      parent,
      top: parent === null ? null : parent.top,
      get detached() {
        return isGone()
      },
      isDestroyed: isGone,
    }
    return strict('frame', frame) as Electron.WebFrameMain
  }
}
