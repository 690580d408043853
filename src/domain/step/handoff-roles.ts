/** Whose steps can be handed over: everybody's but one's own. Without a schema, so that the page can list them. */
export const handoffRoles = ['entra-admin', 'exchange-admin', 'product-consultant', 'mailbox-owner'] as const
export type HandoffRole = (typeof handoffRoles)[number]
