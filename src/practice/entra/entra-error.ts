/** The shape of Entra's refusals: number, OAuth error, the sentence, and the ids by which support finds it. @see reference 7.1 */
import { randomUUID } from 'node:crypto'

export interface EntraError {
  number: number
  /** the OAuth `error` field */
  error: string
  text: string
  suberror?: string
  status?: number
}

export const make = (number: number, error: string, text: string, suberror?: string): EntraError => ({
  number,
  error,
  text,
  ...(suberror === undefined ? {} : { suberror }),
})

/** Ids and time by which an administrator finds a refusal in the sign-in log. */
export interface Trace {
  traceId: string
  correlationId: string
  timestamp: string
}

export function newTrace(now: number, correlationId?: string | null): Trace {
  const given = correlationId ?? ''
  return {
    traceId: randomUUID(),
    correlationId: /^[0-9a-f-]{36}$/i.test(given) ? given.toLowerCase() : randomUUID(),
    timestamp: `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`,
  }
}

export const codeOf = (error: EntraError) => `AADSTS${error.number}`

export function describeError(error: EntraError, trace: Trace): string {
  return `${codeOf(error)}: ${error.text} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} Timestamp: ${trace.timestamp}`
}

/** The JSON body of the token endpoint. */
export function errorBody(error: EntraError, trace: Trace, origin: string) {
  return {
    error: error.error,
    error_description: describeError(error, trace),
    error_codes: [error.number],
    timestamp: trace.timestamp,
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    error_uri: `${origin}/error?code=${error.number}`,
    ...(error.suberror === undefined ? {} : { suberror: error.suberror }),
  }
}
