/**
 * The one script a document of Sendproof carries: it makes the boxes of the hand-over page live and writes the reply.
 * The page's policy names it by its digest, so that nothing else on the page can run, whatever names are in it. It reads
 * the form from a block of data, takes every sentence from the page, and reaches nothing but the download of one file.
 * @see docs/adr/0015-the-hand-over-page-writes-its-reply.md
 */
export const handoffScript = `'use strict';
(() => {
  const reply = JSON.parse(document.getElementById('reply').textContent);
  const who = document.getElementById('who');
  const said = document.getElementById('said');
  const save = document.getElementById('save');
  const ids = [...document.querySelectorAll('[data-id]')];
  const cards = [...document.querySelectorAll('[data-step]')].map((card) => ({
    step: card.dataset.step,
    box: card.querySelector('input[type=checkbox]'),
    state: card.querySelector('select'),
    note: card.querySelector('textarea'),
    paper: [...card.querySelectorAll('.fill i')],
  }));
  let unsaved = false;
  const changed = () => { unsaved = true; said.textContent = ''; };
  for (const { box, state, note, paper } of cards) {
    const show = () => {
      changed();
      box.checked = state.value === 'done';
      paper[0].textContent = state.value === '' ? '' : state.selectedOptions[0].textContent;
      paper[1].textContent = note.value;
    };
    box.addEventListener('change', () => { state.value = box.checked ? 'done' : ''; show(); });
    state.addEventListener('change', show);
    note.addEventListener('input', show);
  }
  for (const field of [who, ...ids]) field.addEventListener('input', changed);
  const refuse = (why, field) => { said.textContent = why; field.focus(); };
  save.addEventListener('click', () => {
    const name = who.value.trim();
    if (name === '') return refuse(said.dataset.nameless, who);
    const steps = reply.steps.map((step) => {
      const card = cards.find((one) => one.step === step.step);
      return card === undefined ? step : { ...step, state: card.state.value, note: card.note.value.trim() };
    });
    const given = Object.fromEntries(ids.map((field) => [field.dataset.id, field.value.trim()]));
    const told = steps.filter((step) => step.state !== '' || step.note !== '').length;
    if (told === 0 && Object.values(given).every((id) => id === '')) return refuse(said.dataset.empty, save);
    const text = JSON.stringify({ ...reply, who: name, ...given, steps }, null, 2) + '\\n';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    link.download = 'send-back.json';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    said.textContent = said.dataset.saved.replace('#', String(told));
  });
  addEventListener('beforeunload', (event) => { if (unsaved) event.preventDefault(); });
  document.body.classList.add('is-live');
})();
`

/** Of the script as it stands between its tags, as a content security policy names it. */
export const handoffScriptDigest = 'sha256-7wq4o/i3FcxGtrcdeVg3mu42bBRq7OFQvcU9xTaUeJs='
