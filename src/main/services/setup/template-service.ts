/** Templates: a setup's answers and notes, carried to the next customer. */
import { moveStep } from '../../../domain/checklist/move-step.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { largestTemplate, readTemplate, setupTemplate } from '../../../domain/template/template.ts'
import type { Template } from '../../../domain/template/template.schema.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { MailboxStore, SetupStore } from '../desk/stores.port.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

interface TemplateServiceDeps {
  readonly setups: SetupStore
  readonly mailboxes: MailboxStore
  readonly files: Files
  readonly clock: Clock
  readonly desk: SetupDesk
  readonly announcer: Announcer
}

export class TemplateService {
  readonly #deps: TemplateServiceDeps

  constructor(deps: TemplateServiceDeps) {
    this.#deps = deps
  }

  build(setupId: string): Result<Template, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { recipe, setup } = opened.value
    const { setups, mailboxes } = this.#deps
    return ok(setupTemplate(recipe, setup, setups.stepRecords(setupId), mailboxes.listMailboxes(setupId)))
  }

  async write(setupId: string, path: string): Promise<Result<Template, AppError>> {
    const template = this.build(setupId)
    if (!template.ok) return template
    const written = await this.#deps.files.write(path, `${JSON.stringify(template.value, null, 2)}\n`)
    return written.ok ? template : written
  }

  async read(path: string): Promise<Result<Template, AppError>> {
    const text = await this.#deps.files.readText(path, largestTemplate)
    return text.ok ? readTemplate(text.value) : text
  }

  /** Writes the template's notes into the histories of a new setup; says how many found their step. */
  apply(setupId: string, template: Pick<Template, 'recipe' | 'notes'>): Result<{ notes: number }, AppError> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    if (opened.value.recipe.id !== template.recipe.id)
      return err({
        code: 'template-other-product',
        template: template.recipe.id,
        setup: opened.value.recipe.id,
        field: 'template',
      })
    const { setups, clock } = this.#deps
    const notes = setups.transaction(() => {
      let count = 0
      for (const { step: id, note } of template.notes) {
        const step = this.#deps.desk.checklist(opened.value).steps.find((one) => one.id === id)
        if (step === undefined || step.state === 'not-needed') continue
        const at = clock.now().toISOString()
        const moved = moveStep(step, null, 'Template', 'app', at, redact(note))
        if (!moved.ok) continue
        setups.moveStep(setupId, id, moved.value.move, moved.value.waitUntil)
        count += 1
      }
      return count
    })
    this.#deps.announcer.emit('setup.changed', { setup: setupId })
    return ok({ notes })
  }
}
