/** `npm run dev`: builds and opens the window, and does both again when something in src or assets changes. */
import { spawn, type ChildProcess } from 'node:child_process'
import { watch } from 'node:fs'
import path from 'node:path'
import { root, runNode } from './run.ts'

/** Editors write a file in several steps. */
const settleMs = 200

let window: ChildProcess | null = null
let pending: NodeJS.Timeout | null = null
let busy = false

async function again(): Promise<void> {
  if (busy) return later()
  busy = true
  const built = await runNode(['tools/build.ts'])
  if (built === 0) {
    window?.kill()
    window = spawn(process.execPath, ['tools/start.ts'], { cwd: root, stdio: 'inherit' })
  }
  busy = false
}

function later(): void {
  if (pending !== null) clearTimeout(pending)
  pending = setTimeout(() => void again(), settleMs)
}

for (const folder of ['src', 'assets']) watch(path.join(root, folder), { recursive: true }, later)
await again()
