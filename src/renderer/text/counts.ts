/** Numbers in sentences: "1 step", "2 steps", "1 h 20 min". */
export const n = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const minutes = (count: number) =>
  count < 60
    ? `${count} min`
    : count % 60 === 0
      ? `${count / 60} h`
      : `${Math.floor(count / 60)} h ${count % 60} min`
