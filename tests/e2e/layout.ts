/** What is broken about the layout of the page as it stands: words in pieces, text that is cut, things on each other. */
import type { Page } from '@playwright/test'

/** The smallest window; half of Full HD; RDP; 1366 at 125 %; a small laptop; Full HD. */
export const windowSizes = [
  { width: 900, height: 700 },
  { width: 960, height: 1040 },
  { width: 1024, height: 768 },
  { width: 1093, height: 614 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

/** The little of the page that is asked; the specs are compiled without a browser's types. */
interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}
interface Part {
  readonly parentElement: Part | null
  readonly innerText?: string
  readonly scrollWidth: number
  readonly clientWidth: number
  getBoundingClientRect(): Box
  getAttribute(name: string): string | null
  querySelectorAll(selector: string): Iterable<Part>
  closest(selector: string): Part | null
  contains(other: Part): boolean
  checkVisibility(wish: { readonly visibilityProperty: boolean; readonly opacityProperty: boolean }): boolean
}
interface TextNode {
  readonly nodeValue: string | null
  readonly parentElement: Part | null
}
interface Browser {
  readonly document: {
    readonly documentElement: Part
    readonly body: Part
    querySelectorAll(selector: string): Iterable<Part>
    createTreeWalker(root: Part, what: number): { nextNode(): TextNode | null }
    createRange(): {
      selectNodeContents(node: TextNode): void
      setStart(node: TextNode, at: number): void
      setEnd(node: TextNode, at: number): void
      getBoundingClientRect(): Box
      getClientRects(): Iterable<Box>
    }
  }
  readonly getComputedStyle: (part: Part) => {
    readonly overflowX: string
    readonly overflowY: string
    readonly position: string
  }
}

/**
 * Sentences that name each fault; an empty list is a page as it should be. Asked of what can be seen now, so a list is
 * asked about again after it was scrolled.
 */
export async function faultsOfLayout(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as Browser
    const showText = 4
    interface Seen {
      readonly element: Part
      readonly rect: Box
      readonly name: string
    }
    const found = new Set<string>()
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      found.add(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px`)

    /** What every ancestor leaves of a rectangle to see. */
    const seenPart = (element: Part, rect: Box): Box => {
      let [left, top, right, bottom] = [rect.left, rect.top, rect.right, rect.bottom]
      for (let up: Part | null = element; up !== null && up !== root; up = up.parentElement) {
        const style = getComputedStyle(up)
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue
        const box = up.getBoundingClientRect()
        ;[left, right] = [Math.max(left, box.left), Math.min(right, box.right)]
        ;[top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)]
      }
      return { left, top, right: Math.max(left, right), bottom: Math.max(top, bottom) }
    }
    const tiny = ({ left, top, right, bottom }: Box) => right - left < 2 || bottom - top < 2
    const isShown = (element: Part) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      element.closest('.visually-hidden, [aria-hidden="true"], [hidden]') === null
    const short = (words: string) => `“${words.trim().replace(/\s+/g, ' ').slice(0, 60)}”`

    const controls: Seen[] = []
    for (const element of document.querySelectorAll(
      'button, a[href], select, textarea, input, [role=tab], [role=menuitem]',
    )) {
      if (!isShown(element)) continue
      const rect = seenPart(element, element.getBoundingClientRect())
      if (tiny(rect)) continue
      controls.push({
        element,
        rect,
        name: short(element.getAttribute('aria-label') ?? element.innerText ?? ''),
      })
    }
    /** Bars that stay while the rest scrolls under them, and cards whose whole face is one button. */
    const floats = (element: Part) => {
      for (let up: Part | null = element; up !== null; up = up.parentElement)
        if (/^(sticky|fixed)$/.test(getComputedStyle(up).position)) return true
      return false
    }
    controls.forEach((one, index) => {
      for (const other of controls.slice(index + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue
        const width = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
        const height = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
        if (width <= 2 || height <= 2 || floats(one.element) !== floats(other.element)) continue
        found.add(`${one.name} and ${other.name} overlap by ${Math.round(width)} × ${Math.round(height)} px`)
      }
    })

    for (const row of document.querySelectorAll('[role=row]')) {
      // a narrow window stacks the cells of a row; none may stand out of it and lie on the next one
      const end = row.getBoundingClientRect().bottom
      for (const cell of [...row.querySelectorAll(':scope > [role]')].filter(isShown))
        if (cell.getBoundingClientRect().bottom > end + 1)
          found.add(`${short(cell.innerText ?? '')} stands out of its row`)
    }

    // Addresses, paths and ids may be broken anywhere; a word may not.
    const isWord = (word: string) => word.length > 1 && word.length <= 28 && !/[@./\\_:‹›\-‑–]/.test(word)
    const walker = document.createTreeWalker(document.body, showText)
    const range = document.createRange()
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const words = node.nodeValue ?? ''
      const element = node.parentElement
      if (words.trim() === '' || element === null || !isShown(element)) continue
      range.selectNodeContents(node)
      const whole = range.getBoundingClientRect()
      const seen = seenPart(element, whole)
      if (tiny(seen)) continue
      for (const { 0: word, index } of words.matchAll(/\S+/g)) {
        if (!isWord(word)) continue
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
        if (lines.size > 1) found.add(`the word ${short(word)} of ${short(words)} is broken`)
      }
      // Cut at the side, and nothing that tells the rest. What scrolls can be scrolled.
      for (let up: Part | null = element; up !== null && up !== root; up = up.parentElement) {
        const style = getComputedStyle(up)
        if (/^(auto|scroll)$/.test(style.overflowX)) break
        if (style.overflowX === 'visible' || up.closest('[title]') !== null) continue
        const box = up.getBoundingClientRect()
        if (whole.right > box.right + 1.5 || whole.left < box.left - 1.5) found.add(`${short(words)} is cut`)
      }
      // Text beside its own row or button lies on its neighbours, unless it is cut off there and told in full.
      const holder = element.closest('[role=row], button, [role=tab]')
      const told = element.closest('[title]') !== null
      if (holder !== null && !told && getComputedStyle(element).position !== 'absolute') {
        const box = holder.getBoundingClientRect()
        if (whole.bottom > box.bottom + 3 || whole.top < box.top - 3)
          found.add(`${short(words)} is higher than its row`)
        // A number in one line and its unit in the next is read as two things.
        for (const { 0: time, index } of words.matchAll(/\d+ (?:min|h)\b/g)) {
          range.setStart(node, index)
          range.setEnd(node, index + time.length)
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)))
          if (lines.size > 1) found.add(`${short(time)} of ${short(words)} is broken`)
        }
      }
    }
    return [...found]
  })
}
