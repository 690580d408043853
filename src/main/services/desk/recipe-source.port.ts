/** Where recipes come from: ours, and those in the user's recipe folder. */
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { Catalogue } from '../../../domain/diagnosis/catalogue.schema.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Deadline } from '../../../domain/deadline/deadline.schema.ts'

export interface RecipeSource {
  recipes(): readonly Recipe[]
  recipe(id: string): Recipe | null
  /** Causes, remedies and how to read an error text: assets/remedies and assets/diagnosis. */
  remedies(): Catalogue
  /** The named clouds of assets/clouds.yaml. */
  clouds(): readonly Cloud[]
  /** Dated facts about Microsoft 365, of assets/deadlines.yaml. */
  deadlines(): readonly Deadline[]
}
