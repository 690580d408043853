/** Calls of the registration page. What takes long is begun by a call and told by `registration.progress`. */
import { z } from 'zod'
import { nothing, setup } from './call-shapes.schema.ts'
import { AdminWishView, DoorsView, RegistrationView } from './registration-views.schema.ts'

export const registrationCalls = {
  'registration.get': { input: z.strictObject({ setup }), output: RegistrationView },
  /** Which applications may sign an administrator in to this setup's tenant. */
  'registration.doors': { input: z.strictObject({ setup }), output: DoorsView },
  /** Signs an administrator in and reads; nothing is changed. */
  'registration.read': { input: z.strictObject({ setup, wish: AdminWishView }), output: nothing },
  /** The same, and plans the difference. `clientId`: the registration a person says is the one. */
  'registration.preview': {
    input: z.strictObject({ setup, wish: AdminWishView, clientId: z.guid().nullable() }),
    output: nothing,
  },
  /** Carries out what was previewed under this id, after a dialog in main; says whether the person agreed. */
  'registration.apply': {
    input: z.strictObject({ setup, planned: z.uuid(), wish: AdminWishView }),
    output: z.strictObject({ began: z.boolean() }),
  },
  /** Takes back these entries of the journal, newest first, after a dialog in main. */
  'registration.revert': {
    input: z.strictObject({ setup, entries: z.array(z.uuid()).min(1).max(1_000), wish: AdminWishView }),
    output: z.strictObject({ began: z.boolean() }),
  },
  /** Before the next change; what is under way is finished. */
  'registration.stop': { input: z.strictObject({ setup }), output: nothing },
  /** Puts away what has ended: its result, and a preview that is not carried out. */
  'registration.close': { input: z.strictObject({ setup }), output: nothing },
} as const
