/** Any text at all: control characters, lone surrogates and every plane included. */
import fc from 'fast-check'

export function anyText(maxLength = 120): fc.Arbitrary<string> {
  const point = fc.oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0x80, max: 0x10_ffff }),
    fc.constantFrom(0x0a, 0x0d, 0x22, 0x27, 0x3c, 0x2028, 0x202e, 0xfeff),
  )
  return fc
    .array(point, { maxLength })
    .map((points) => points.map((one) => String.fromCodePoint(one)).join(''))
}
