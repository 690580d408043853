/** Writes the file that makes Windows repeat a verification. Registers nothing itself. */
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { ok, type Result } from '../../../domain/result.ts'
import { registerCommand, renderTaskXml, utf16 } from '../../../documents/files/task-xml.ts'
import type { Weekday } from '../../../domain/task-schedule/schedule.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { Words } from '../../../words/words.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'

interface TaskServiceDeps {
  readonly words: Words
  readonly files: Files
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly desk: SetupDesk
}

export class TaskService {
  readonly #deps: TaskServiceDeps

  constructor(deps: TaskServiceDeps) {
    this.#deps = deps
  }

  /** Answers with the command that registers it and the folder its reports go to. */
  async write(
    setupId: string,
    file: string,
    when: { readonly at: string; readonly days: readonly Weekday[]; readonly reports: string | null },
  ): Promise<Result<{ command: string; reports: string }, AppError>> {
    const opened = this.#deps.desk.open(setupId)
    if (!opened.ok) return opened
    const { files, clock, surroundings, words } = this.#deps
    const { name } = opened.value.setup
    const reports = when.reports ?? path.dirname(file)
    const xml = renderTaskXml(
      {
        setup: name,
        program: surroundings.program ?? ['Sendproof.exe'],
        // “--” would end the options: a name that looks like one still is a name.
        arguments: ['verify', '--report', reports, '--data', surroundings.dataFolder, '--', name],
        at: when.at,
        days: when.days,
        user: surroundings.user,
        now: clock.now().toISOString(),
      },
      words,
    )
    const written = await files.write(file, utf16(xml))
    return written.ok ? ok({ command: registerCommand(name, file, words), reports }) : written
  }
}
