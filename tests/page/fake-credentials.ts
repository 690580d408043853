/** The credential calls of the fake desktop: the domain's own rules, facts in memory, and no secret kept at all. */
import type { CallInput, CallName, CallOutput } from '../../src/contract/calls.ts'
import { appError, type AppError } from '../../src/domain/app-error.ts'
import { secretHint } from '../../src/domain/credential/credential-words.ts'
import type { Credential } from '../../src/domain/credential/credential.ts'
import { lintEnd } from '../../src/domain/credential/secret-end.ts'
import type { Finding } from '../../src/domain/lint/finding.ts'
import { lintSecret } from '../../src/domain/lint/ids.ts'
import { err, ok, type Result } from '../../src/domain/result.ts'

type Names = Extract<CallName, `credential.${string}`>
type Calls = { readonly [N in Names]: (input: CallInput<N>) => Result<CallOutput<N>, AppError> }

export class FakeCredentials {
  readonly #held = new Map<string, Credential[]>()

  of(setup: string): Credential[] {
    return this.#held.get(setup) ?? []
  }

  calls(known: (setup: string) => Result<unknown, AppError>, changed: (setup: string) => unknown): Calls {
    const keep = (setup: string, facts: Pick<Credential, 'kind' | 'hint' | 'thumbprint' | 'expiresAt'>) => {
      const credential: Credential = {
        id: crypto.randomUUID(),
        ...facts,
        addedAt: new Date().toISOString(),
        addedBy: 'CONTOSO\\anna',
        provenAt: null,
        refused: null,
      }
      this.#held.set(setup, [credential, ...this.of(setup)])
      changed(setup)
      return { ...credential, current: true }
    }
    const change = (setup: string, next: Credential[]) => {
      this.#held.set(setup, next)
      changed(setup)
    }
    return {
      'credential.list': ({ setup }) => {
        const there = known(setup)
        if (!there.ok) return there
        return ok({
          kinds: ['secret', 'certificate'],
          why: 'The product’s tenant entry has one field, Client Secret.',
          needed: true,
          places: [
            {
              screen: 'Tenant',
              menu: ['Administration', 'Integration', 'Service Connections', 'Tenant'],
              field: 'Client Secret',
              each: 'each tenant entry',
            },
          ],
          credentials: this.of(setup).map((one, index) => ({ ...one, current: index === 0 })),
        })
      },
      'credential.setSecret': ({ setup, value, expiresAt }) => {
        const findings: Finding[] = [...lintSecret(value), ...lintEnd(expiresAt, new Date().toISOString())]
        const wrong = findings.find(({ severity }) => severity === 'error')
        if (wrong !== undefined)
          return err(appError('bad-input', wrong.sentence, { field: wrong.field, next: wrong.fix }))
        const hint = secretHint(value.trim())
        return ok({
          credential: keep(setup, { kind: 'secret', hint, thumbprint: null, expiresAt }),
          warnings: findings,
        })
      },
      'credential.chooseFile': ({ setup, passphrase }) => {
        if (passphrase === null) return ok({ outcome: 'needs-passphrase', file: 'sendproof.pfx' })
        if (passphrase === 'wrong')
          return err(
            appError('bad-input', 'The passphrase does not open the file.', {
              field: 'passphrase',
              next: 'Enter the passphrase that was chosen when it was exported.',
            }),
          )
        const credential = keep(setup, {
          kind: 'certificate',
          hint: 'Sendproof probe',
          thumbprint: 'A387A887B063A36015FE28D45E30C1A88ECCB82250048DAE77A07200733646BB',
          expiresAt: new Date(Date.now() + 20 * 86_400_000).toISOString(),
        })
        return ok({ outcome: 'kept', credential, warnings: [] })
      },
      'credential.forget': ({ setup, credential }) => {
        change(
          setup,
          this.of(setup).filter(({ id }) => id !== credential),
        )
        return ok(null)
      },
      'credential.prove': ({ setup, credential }) => {
        const provenAt = new Date().toISOString()
        change(
          setup,
          this.of(setup).map((one) => (one.id === credential ? { ...one, provenAt } : one)),
        )
        const found = this.of(setup).findIndex(({ id }) => id === credential)
        const one = this.of(setup)[found]
        return one === undefined
          ? err(appError('not-found', 'There is no such credential in this setup.'))
          : ok({ ...one, current: found === 0 })
      },
    }
  }
}
