/** Whose steps can be handed over: everybody's but one's own. Without a schema, so that the page can list them. */
export const handoffRoles = ['entra-admin', 'exchange-admin', 'product-consultant', 'mailbox-owner'] as const
export type HandoffRole = (typeof handoffRoles)[number]

/** The ids a reply can bring; of these three the person with the role sees what others cannot. */
export const replyIds = ['tenantId', 'clientId', 'enterpriseObjectId'] as const
export type ReplyId = (typeof replyIds)[number]
