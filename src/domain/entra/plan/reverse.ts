/** The change that takes another one back. */
import type { Change } from './change.schema.ts'

/** What carrying a plan out has brought: ids that the plan itself could not know. */
export interface Made {
  /** Of this change: object id, id of a grant or an assignment, keyId of a credential. */
  readonly id: string | null
  /** Object ids of the application and its service principal. */
  readonly application: string | null
  readonly client: string | null
}

/** Null where nothing takes it back, or where it is not known what was made. */
export function reverse(change: Change, made: Made): Change | null {
  switch (change.kind) {
    case 'create-application':
      return made.id === null
        ? null
        : {
            ...change,
            kind: 'delete-application',
            target: at(change, made.id),
            before: change.after,
            after: null,
          }
    case 'create-service-principal':
      return made.id === null
        ? null
        : {
            ...change,
            kind: 'delete-service-principal',
            target: at(change, made.id),
            before: change.after,
            after: null,
          }
    case 'set-disabled':
    case 'set-public-client':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'set-sign-in':
    case 'set-assignment-required':
      return { ...change, target: at(change, made.client), before: change.after, after: change.before }
    case 'set-audience':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'set-redirects':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'set-implicit':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'set-permissions':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'set-notes':
      return { ...change, target: at(change, made.application), before: change.after, after: change.before }
    case 'add-owner':
      return {
        ...change,
        kind: 'remove-owner',
        target: at(change, made.application),
        before: change.after,
        after: null,
      }
    case 'remove-owner':
      return { ...change, kind: 'add-owner', before: null, after: change.before }
    case 'add-secret':
    case 'add-certificate':
      return made.id === null
        ? null
        : {
            ...change,
            kind: change.kind === 'add-secret' ? 'remove-secret' : 'remove-certificate',
            target: at(change, made.application),
            before: { ...change.after, keyId: made.id },
            after: null,
          }
    case 'create-grant':
      return made.id === null
        ? null
        : {
            ...change,
            kind: 'remove-grant',
            target: at(change, made.id),
            before: { ...change.after, client: change.after.client ?? made.client },
            after: null,
          }
    case 'set-grant':
      return { ...change, before: change.after, after: change.before }
    case 'remove-grant':
      return {
        ...change,
        kind: 'create-grant',
        target: { ...change.target, id: null },
        before: null,
        after: change.before,
      }
    case 'add-role':
      return made.id === null
        ? null
        : {
            ...change,
            kind: 'remove-role',
            target: at(change, made.id),
            before: { ...change.after, client: change.after.client ?? made.client },
            after: null,
          }
    case 'remove-role':
      return {
        ...change,
        kind: 'add-role',
        target: { ...change.target, id: null },
        before: null,
        after: change.before,
      }
    case 'delete-application':
      return { ...change, kind: 'restore-application', before: null, after: change.before }
    case 'delete-service-principal':
      return { ...change, kind: 'restore-service-principal', before: null, after: change.before }
    case 'restore-application':
    case 'restore-service-principal':
    case 'remove-secret':
    case 'remove-certificate':
      return null
  }
}

/** The target with the id that the plan did not know. */
function at<T extends { readonly id: string | null }>(change: { readonly target: T }, id: string | null): T {
  return { ...change.target, id: change.target.id ?? id }
}
