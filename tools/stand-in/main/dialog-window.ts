/** A question in a small Chromium window of its own, outside the app's page: what a native dialog is elsewhere. */
import type { Host } from './host.ts'

export interface Question {
  readonly title: string
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
  /** A line to type in, with what it starts with; null for none. */
  readonly field: string | null
}

export interface Answer {
  readonly button: number
  readonly text: string
}

/** Null when the window was closed without an answer. */
export async function ask(host: Host, question: Question): Promise<Answer | null> {
  const { cdp } = host.chromium
  const { targetId } = await cdp.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width: 560,
    height: 320,
  })
  const { sessionId } = await cdp.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  })
  const answered = new Promise<Answer | null>((resolve) => {
    cdp.on<{ name: string; payload: string }>('Runtime.bindingCalled', sessionId, ({ name, payload }) => {
      if (name === 'answer') resolve(JSON.parse(payload) as Answer)
    })
    cdp.on<{ targetId: string }>('Target.targetDestroyed', undefined, (gone) => {
      if (gone.targetId === targetId) resolve(null)
    })
  })
  await cdp.send('Page.enable', {}, sessionId)
  await cdp.send('Runtime.enable', {}, sessionId)
  await cdp.send('Runtime.addBinding', { name: 'answer' }, sessionId)
  await cdp.send('Runtime.evaluate', { expression: `(${draw})(${JSON.stringify(question)})` }, sessionId)
  const answer = await answered
  await cdp.send('Target.closeTarget', { targetId }).catch(() => undefined)
  return answer
}

/** Runs in the dialog's window; text is set as text, never as markup. */
const draw = `function (question) {
  document.title = question.title
  document.body.style.cssText = 'font: 14px Segoe UI, system-ui, sans-serif; margin: 24px; white-space: pre-wrap'
  const add = (tag, text) => document.body.appendChild(Object.assign(document.createElement(tag), { textContent: text }))
  add('h1', question.message).style.cssText = 'font-size: 16px'
  add('p', question.detail)
  const field = question.field === null ? null : add('input', '')
  if (field) {
    field.value = question.field
    field.style.cssText = 'display: block; width: 100%; margin-bottom: 16px'
    field.setAttribute('aria-label', question.message)
  }
  question.buttons.forEach((label, button) => {
    const element = add('button', label)
    element.style.cssText = 'margin-right: 8px; padding: 4px 16px'
    element.onclick = () => answer(JSON.stringify({ button, text: field ? field.value : '' }))
    if (button === 0) (field || element).focus()
  })
}`
