/** Starts a program and waits for it: the one way tools do that. */
import { spawn, spawnSync } from 'node:child_process'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '..')

/** Runs with the terminal shared; resolves to the exit code (128 + n after signal n, as shells say it). */
export function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.once('SIGINT', forward).once('SIGTERM', forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(code ?? (signal === null ? 1 : 130))
    })
  })
}

/** Runs a script with the Node this project brings. */
export function runNode(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<number> {
  return run(process.execPath, args, env)
}

/** True when the program can be started by name. */
export function isInstalled(program: string): boolean {
  const finder = process.platform === 'win32' ? 'where' : 'which'
  return spawnSync(finder, [program], { stdio: 'ignore' }).status === 0
}

/** Writes down the class names of every CSS module as types, beside the caches: a class that is not there does not compile. */
export const cssTypes = [
  'node_modules/@css-modules-kit/codegen/bin/cmk.js',
  '-p',
  'tsconfig.page.json',
  '--clean',
] as const
