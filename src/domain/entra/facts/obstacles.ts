/** Why an act in a tenant has to wait, for problems that name it: they know nothing of rollovers. */

/** Why no credential may be removed yet. */
export type RolloverObstacle =
  | { readonly why: 'not-begun' }
  /** Removed from this PC, so nobody can prove it here. */
  | { readonly why: 'not-held' }
  | { readonly why: 'not-proven' }
  /** Somebody deleted it from the registration, or it has expired or is not valid yet. */
  | { readonly why: 'not-valid' }
  | { readonly why: 'not-entered'; readonly places: number }
