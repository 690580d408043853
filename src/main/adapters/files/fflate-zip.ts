/** Zip files that depend on nothing but their content: names in order, one fixed date. */
import { strToU8, zipSync, type Zippable } from 'fflate'
import type { ZipEntry, ZipWriter } from '../../services/surroundings/files.port.ts'

/** The first moment a zip can name; local, because zip times have no zone. */
const always = new Date(1980, 0, 1)

export class FflateZip implements ZipWriter {
  pack(entries: readonly ZipEntry[]): Uint8Array {
    const files: Zippable = Object.create(null) as Zippable
    const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    for (const { name, content } of sorted)
      files[name] = typeof content === 'string' ? strToU8(content) : content
    return zipSync(files, { level: 6, mtime: always })
  }
}
