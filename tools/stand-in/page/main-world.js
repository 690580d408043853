/** The page's end: builds what the preload exposes, frozen, and turns window.open into a question. Evaluated as text. */

/** @param {{ pack: Function, unpack: Function, tell: Function, hear: Function }} end */
export function mainWorld(end) {
  const { defineProperty } = Object
  const Address = URL
  // Only the top frame has a preload on the other end.
  if (window.top !== window) return

  end.hear('expose', ({ key, api }) => {
    const taken = Object.hasOwn(window, key)
    if (!taken)
      defineProperty(window, key, {
        value: end.unpack(api, true),
        enumerable: true,
        writable: false,
        configurable: false,
      })
    end.tell('exposed', { taken })
  })

  // A frame may be given an address of the app's own scheme; what the page reads back is what it wrote.
  const toChromium = (address) => {
    const [, scheme, host, rest] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(`${address}`) ?? []
    const own = scheme !== undefined && !/^(https?|file|wss?|blob|filesystem)$/i.test(scheme)
    return own ? `https://${host}.${scheme}.invalid${rest === '' ? '/' : rest}` : address
  }
  const fromChromium = (address) =>
    address?.replace(/^https:\/\/([^/?#]*)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)/i, '$2://$1')
  const { prototype } = HTMLIFrameElement
  const src = Object.getOwnPropertyDescriptor(prototype, 'src')
  const { setAttribute, getAttribute } = Element.prototype
  defineProperty(prototype, 'src', {
    ...src,
    get() {
      return fromChromium(src.get.call(this))
    },
    set(address) {
      src.set.call(this, toChromium(address))
    },
  })
  defineProperty(prototype, 'setAttribute', {
    value: function (name, value) {
      setAttribute.call(this, name, `${name}`.toLowerCase() === 'src' ? toChromium(value) : value)
    },
    ...{ writable: true, configurable: true, enumerable: true },
  })
  defineProperty(prototype, 'getAttribute', {
    value: function (name) {
      const value = getAttribute.call(this, name)
      return `${name}`.toLowerCase() === 'src' ? fromChromium(value) : value
    },
    ...{ writable: true, configurable: true, enumerable: true },
  })

  // A denied window.open answers null in Electron; Chromium alone would hand out a window that closes again.
  defineProperty(window, 'open', {
    value: function open(url = 'about:blank') {
      end.tell('open', { url: new Address(`${url}`, document.baseURI).href })
      return null
    },
    writable: true,
    configurable: true,
    enumerable: true,
  })
}
