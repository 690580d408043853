/** `npm run bench -- diagnosis`: how well the engine names causes, by surface and under disturbance. */
import { performance } from 'node:perf_hooks'
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts'
import { hostileTexts } from './hostile-texts.ts'
import { catalogue, corpus, disturbances, judge, scoreOf, type Judged, type Score } from '../corpus/score.ts'

const entries = catalogue()
const withHeld = process.argv.includes('--held')
const onlyHeld = process.argv.includes('--only-held')
const texts = corpus().filter((one) => (onlyHeld ? one.held === true : withHeld || one.held !== true))

const percent = (part: number) => `${(part * 100).toFixed(1)} %`.padStart(8)
const row = (name: string, score: Score) =>
  `${name.padEnd(24)}${String(score.texts).padStart(6)}${percent(score.top1)}${percent(score.top3)}${percent(score.wrongButConfident)}${percent(score.saidUnknown)}`

const judged = texts.map((one) => judge(one, entries))
console.log(`${''.padEnd(24)} texts   top-1   top-3   wrong≥.7  left open`)
console.log(row('all', scoreOf(judged)))
for (const surface of [...new Set(texts.map((one) => one.surface))].sort())
  console.log(row(surface, scoreOf(judged.filter((each) => each.one.surface === surface))))
if (!onlyHeld && !withHeld) print(judged)

console.log('\nDisturbed')
const disturbed: Judged[] = []
for (const [name, disturb] of Object.entries(disturbances)) {
  const results = texts.map((one) => judge(one, entries, disturb(one.text)))
  disturbed.push(...results)
  console.log(row(name, scoreOf(results)))
  if (process.argv.includes('--all')) print(results)
}
console.log(row('all disturbances', scoreOf(disturbed)))

const large = texts
  .map((one) => one.text)
  .join('\n')
  .repeat(2000)
  .slice(0, 5 * 1024 * 1024)
const started = performance.now()
diagnose(large, entries)
console.log(`\n5 MB in ${Math.round(performance.now() - started)} ms`)

const fiveMegabytes = 5 * 1024 * 1024
const slowest = Object.entries(hostileTexts)
  .map(([name, made]) => {
    const text = made(fiveMegabytes)
    const before = process.cpuUsage()
    diagnose(text, entries)
    return { name, ms: Math.round(process.cpuUsage(before).user / 1000) }
  })
  .sort((a, b) => b.ms - a.ms)
console.log(`Hostile texts of 5 MB, ${slowest.length} kinds, the slowest by processor time:`)
for (const { name, ms } of slowest.slice(0, 5)) console.log(`  ${name}: ${ms} ms`)

function print(results: readonly Judged[]): void {
  for (const { one, right, wrongButConfident, answer } of results)
    if (!right)
      console.log(
        `  ${wrongButConfident ? '!!' : ' -'} ${one.id}: ${one.text.replace(/\s+/g, ' ').slice(0, 90)} | wanted ${one.expect?.join('/') ?? ''}${one.ask === true ? ' ask' : ''}${one.unknown === true ? 'unknown' : ''} | got ${answer.candidates
          .slice(0, 3)
          .map((candidate) => `${candidate.tag} ${candidate.confidence}`)
          .join(', ')} | ${answer.questions.length} questions`,
      )
}
