/** Causes of any error text, with the names of a setup filled in: for the Diagnose page, every failure shown, and the command line. */
import type { DiagnosedView, DiagnoseInput } from '../../../contract/diagnosed-view.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { causeLines, causePage } from '../../../domain/diagnosis/cause-page.ts'
import type { CauseLine, CausePage } from '../../../domain/diagnosis/cause-page.schema.ts'
import type { DiagnosisContext } from '../../../domain/diagnosis/context.ts'
import { examine } from '../../../domain/diagnosis/diagnose.ts'
import { inCloud } from '../../../domain/diagnosis/in-cloud.ts'
import { byPurpose } from '../../../domain/mailbox/by-purpose.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { MailboxStore, RecipeSource } from '../desk/stores.port.ts'
import type { OpenSetup, SetupDesk } from '../desk/setup-desk.ts'

interface DiagnoseDeps {
  readonly mailboxes: MailboxStore
  readonly recipes: RecipeSource
  readonly desk: SetupDesk
}

/** An address is looked for at both ends: that is where errors and their wrappings stand. */
const searchedEnd = 100_000

export class DiagnoseService {
  readonly #deps: DiagnoseDeps

  constructor(deps: DiagnoseDeps) {
    this.#deps = deps
  }

  text(input: DiagnoseInput): Result<DiagnosedView, AppError> {
    const opened = input.setup === null ? null : this.#deps.desk.open(input.setup)
    if (opened?.ok === false) return opened
    const open = opened?.value ?? null
    const { diagnosis: found, recognised } = examine(
      input.text,
      this.#deps.recipes.remedies(),
      this.#context(input, open),
    )
    const diagnosis = open === null ? found : inCloud(open.setup.cloud, found)
    const named = new Set(diagnosis.candidates.map((candidate) => candidate.step))
    const steps = open === null ? [] : this.#deps.desk.checklist(open).steps
    return ok({
      diagnosis,
      recognised: [...recognised],
      steps: steps.filter((step) => named.has(step.id)).map(({ id, title }) => ({ id, title })),
    })
  }

  /** Every cause of the catalogue, for a list. */
  causes(): CauseLine[] {
    return causeLines(this.#deps.recipes.remedies())
  }

  /** The help about one cause; `cause-unknown` where the catalogue has none of this tag. */
  cause(tag: string): Result<CausePage, AppError> {
    const { recipes } = this.#deps
    const page = causePage(recipes.remedies(), recipes.recipes(), tag)
    return page === null ? err({ code: 'cause-unknown', given: tag }) : ok(page)
  }

  #context(input: DiagnoseInput, open: OpenSetup | null): DiagnosisContext {
    const given = Object.fromEntries(
      [
        ['surface', input.surface],
        ['stage', input.stage],
        ['flow', input.flow],
      ].filter(([, value]) => value !== null),
    ) as Pick<DiagnosisContext, 'surface' | 'stage' | 'flow'>
    if (open === null) return { ...given, answers: input.answers }
    const { setup } = open
    const mailbox = this.#mailbox(input, setup.id)
    return {
      ...given,
      answers: input.answers,
      recipe: setup.recipeId,
      ...(setup.tenantName === null ? {} : { tenantName: setup.tenantName }),
      ...(setup.clientId === null ? {} : { clientId: setup.clientId }),
      ...(mailbox === null
        ? {}
        : {
            mailbox: mailbox.signInAs,
            from: mailbox.address,
            ...(mailbox.kind === 'shared' && mailbox.signInAs === mailbox.address
              ? { identity: 'shared' }
              : {}),
          }),
    }
  }

  /** The mailbox named by the caller, or the only one of the setup that the text speaks of. */
  #mailbox({ text, mailbox }: DiagnoseInput, setupId: string): Mailbox | null {
    const all = this.#deps.mailboxes.listMailboxes(setupId)
    if (mailbox !== null) return all.find((one) => one.id === mailbox) ?? null
    const searched = `${text.slice(0, searchedEnd)}\n${text.slice(-searchedEnd)}`.toLowerCase()
    const addresses = new Set(searched.match(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g))
    const senders = byPurpose(all).senders
    const spokenOf = senders.filter((one) => addresses.has(one.address.toLowerCase()))
    const found = spokenOf.length === 0 ? senders : spokenOf
    return found.length === 1 ? (found[0] ?? null) : null
  }
}
