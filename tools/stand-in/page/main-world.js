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
