/** Asks axe about a page as it stands: the one way tests do that. */
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

interface Violation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly { readonly html: string }[]
}

/** axe itself, as the package for Playwright brings it. */
const { source } = createRequire(import.meta.resolve('@axe-core/playwright'))('axe-core') as {
  readonly source: string
}

const rules = {
  everything: {},
  colours: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
}

/** Waits until every colour has arrived: half-way between two states, nothing has the contrast it will have. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    // what the last click changed is drawn first
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const running = () =>
      document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState === 'running')
    for (let left = running(); left.length > 0; left = running())
      await Promise.allSettled(left.map((one) => one.finished))
  })()`)
}

/**
 * axe's own words for each violation of its rules, so that a failure says what to repair. The package's builder
 * loads axe twice and carries home all that is in order as well, which takes four times as long. `colours`: only what
 * another theme can change, of a page that was asked about everything in the first.
 */
export async function barriersOn(
  page: Page,
  about: 'everything' | 'colours' = 'everything',
): Promise<string[]> {
  await settled(page)
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(source)
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], ...rules[about] })}).then(({ violations }) => violations)`,
  )
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html}`))
}
