/** Asks main for the causes of a text: a moment after it last changed, and only the newest answer counts. */
import { useEffect, useMemo, useState } from 'react'
import type { DiagnosedView, DiagnoseInput } from '../../contract/diagnosed-view.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { useAction } from './use-desktop.ts'

/** Nobody reads an answer that changes with every letter. */
const restMs = 150

interface DiagnosisState {
  readonly value: DiagnosedView | null
  readonly error: AppError | null
  /** The answer shown is not yet the one to what was asked last. */
  readonly behind: boolean
}

interface Answered {
  readonly input: DiagnoseInput
  readonly value: DiagnosedView | null
  readonly error: AppError | null
}

/** Null asks for nothing. What was answered before stays until the next answer is there, so that nothing jumps. */
export function useDiagnosis(input: DiagnoseInput | null): DiagnosisState {
  const { run } = useAction()
  const [answered, setAnswered] = useState<Answered | null>(null)
  useEffect(() => {
    if (input === null) return undefined
    let current = true
    const timer = window.setTimeout(() => {
      void run('diagnose.text', input).then((reply) => {
        if (!current) return
        setAnswered(
          reply.ok ? { input, value: reply.value, error: null } : { input, value: null, error: reply.error },
        )
      })
    }, restMs)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [input, run])
  return useMemo(() => {
    if (input === null || answered === null) return { value: null, error: null, behind: input !== null }
    return { value: answered.value, error: answered.error, behind: answered.input !== input }
  }, [input, answered])
}
