/** The file a setup came in, and the setup as it will be here: checked like one that is typed in, joined with what is known already. */
import type { ImportedView } from '../../../contract/transfer-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import { checkAddress } from '../../../domain/fields/address.ts'
import { checkClientId, checkTenantId } from '../../../domain/fields/id.ts'
import { checkSetupName } from '../../../domain/fields/text.ts'
import { checkAnswers } from '../../../domain/recipe/answers.ts'
import { withTenantIdOnly } from '../../../domain/setup/given-tenant.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { SetupDocument } from '../../../domain/transfer/setup-document.schema.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import { practiceCloudBeforeStart } from '../setup/practice-setups.ts'
import { largestDocument } from '../../../domain/transfer/setup-document.ts'
import type { Files, PassphraseSeal } from '../surroundings/files.port.ts'

export interface IncomingSetup {
  readonly here: Setup | null
  readonly setup: Setup
  /** Facts that only the file knew. */
  readonly filled: string[]
  readonly differences: ImportedView['differences']
}

/** Changes nothing. A setup that is here already is found by its id. */
export function incomingSetup(
  { setups, recipes }: { readonly setups: SetupStore; readonly recipes: RecipeSource },
  document: SetupDocument,
  options: { readonly name: string | null; readonly cloud: Cloud | null },
): Result<IncomingSetup, AppError> {
  const recipe = recipes.recipe(document.setup.recipeId)
  if (recipe === null)
    return err({ code: 'import-recipe-missing', recipe: document.setup.recipeId.slice(0, 60) })
  const checked = checkedSetup(document, recipe)
  if (!checked.ok) return checked
  const here = setups.getSetup(document.setup.id)
  if (here !== null) {
    if (options.name !== null) return err({ code: 'import-here-already', name: here.name, field: 'name' })
    if (here.recipeId !== recipe.id || (here.practice === null) !== (document.setup.practice === null))
      return err({ code: 'import-other-kind', name: here.name })
    return ok({ here, ...joinedSetup(here, checked.value) })
  }
  const name = checkSetupName(options.name ?? document.setup.name)
  if (!name.ok) return name
  if (setups.findSetup(name.value) !== null)
    return err({ code: 'import-name-taken', name: name.value, field: 'name' })
  const cloud = cloudHere(recipes, document, options.cloud)
  if (!cloud.ok) return cloud
  return ok({
    here: null,
    setup: { ...checked.value, name: name.value, cloud: cloud.value },
    filled: [],
    differences: [],
  })
}

/** Where sign-ins and mail go is decided on this computer, never by a file. */
function cloudHere(
  recipes: RecipeSource,
  { cloud, setup }: SetupDocument,
  given: Cloud | null,
): Result<Cloud, AppError> {
  if (setup.practice !== null) return ok(practiceCloudBeforeStart)
  if (given !== null) return ok(given)
  const clouds = recipes.clouds().filter(({ kind }) => kind === cloud.kind)
  const found = clouds.find(({ name }) => name === cloud.name) ?? clouds[0]
  if (found !== undefined) return ok(found)
  return err({ code: 'import-cloud-unknown', cloud: cloud.name, field: 'cloud' })
}

function checkedSetup(
  { setup, mailboxes }: SetupDocument,
  recipe: Recipe,
): Result<Omit<Setup, 'cloud'>, AppError> {
  const answers = checkAnswers(recipe, setup.answers)
  if (!answers.ok) return answers
  const tenantId = setup.tenantId === null ? ok(null) : checkTenantId(setup.tenantId)
  if (!tenantId.ok) return tenantId
  const clientId = setup.clientId === null ? ok(null) : checkClientId(setup.clientId)
  if (!clientId.ok) return clientId
  const recipient = setup.recipient === null ? ok(null) : checkAddress(setup.recipient)
  if (!recipient.ok) return recipient
  for (const { address, signInAs } of mailboxes)
    for (const one of [address, signInAs]) {
      const checked = checkAddress(one)
      if (!checked.ok) return checked
    }
  return ok(
    withTenantIdOnly({
      ...setup,
      tenantName: setup.tenantName?.slice(0, 253) ?? null,
      answers: answers.value,
      tenantId: tenantId.value,
      clientId: clientId.value,
      recipient: recipient.value,
    }),
  )
}

const comparedFacts = ['tenantId', 'tenantName', 'clientId', 'recipient'] as const

/** What is known here stays; what only the file knows is filled in; what differs is named. */
function joinedSetup(
  here: Setup,
  theirs: Omit<Setup, 'cloud'>,
): Pick<IncomingSetup, 'setup' | 'filled' | 'differences'> {
  const filled: string[] = []
  const differences: ImportedView['differences'] = []
  const setup = { ...here, answers: { ...here.answers } }
  const compare = (what: string, mine: Value, other: Value, fill: () => void) => {
    if (other === null || other === undefined || mine === other) return
    if (mine === null || mine === undefined) {
      fill()
      filled.push(what)
    } else differences.push({ what, here: String(mine), file: String(other) })
  }
  for (const fact of comparedFacts)
    compare(fact, here[fact], theirs[fact], () => {
      setup[fact] = theirs[fact]
    })
  for (const [id, answer] of Object.entries(theirs.answers))
    compare(`answer ${id}`, here.answers[id], answer, () => {
      setup.answers[id] = answer
    })
  compare('name', here.name, theirs.name, () => undefined)
  return { setup, filled, differences }
}

type Value = string | boolean | null | undefined

/** base64 and the seal's own JSON around a document of the largest size. */
const largestFile = Math.ceil((largestDocument * 4) / 3) + 4096

/** The text of a setup file, opened with its passphrase when it is sealed; null says that there is none. */
export async function readSetupFile(
  { files, seal }: { readonly files: Files; readonly seal: PassphraseSeal },
  path: string,
  passphrase: string | null,
): Promise<Result<string, AppError>> {
  const text = await files.readText(path, largestFile)
  if (!text.ok) return text
  if (!seal.isSealed(text.value)) {
    if (passphrase !== null) return err({ code: 'passphrase-not-needed', field: 'passphrase' })
    return withinLimit(text.value)
  }
  if (passphrase === null) return err({ code: 'passphrase-missing', field: 'passphrase' })
  const open = await seal.open(text.value, passphrase)
  return open.ok ? withinLimit(open.value) : open
}

function withinLimit(text: string): Result<string, AppError> {
  if (Buffer.byteLength(text) <= largestDocument) return ok(text)
  return err({ code: 'import-too-large', most: largestDocument })
}
