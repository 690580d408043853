/** Numbers in sentences: "1 step", "2 steps", "1 h 20 min". */
export const n = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const minutes = (count: number) =>
  count < 60
    ? `${count} min`
    : count % 60 === 0
      ? `${count / 60} h`
      : `${Math.floor(count / 60)} h ${count % 60} min`

export const attempts = (count: number) => n(count, 'attempt', 'attempts')
export const messages = (count: number) => n(count, 'message', 'messages')
export const mailboxes = (count: number) => n(count, 'mailbox', 'mailboxes')

/** The first addresses, and how many more. */
export const few = (addresses: readonly string[]) =>
  addresses.length < 3
    ? addresses.join(' and ')
    : `${addresses.slice(0, 2).join(', ')} and ${addresses.length - 2} more`
