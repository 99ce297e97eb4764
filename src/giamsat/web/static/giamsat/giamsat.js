// The only script of our own: beside a paper, keep the passage and its finding in step, lay what is selected into the
// form that marks it, and answer to keys. Without it the same links and forms work as they are.
(() => {
  const light = (number) => {
    document.querySelectorAll("[data-ordinal]").forEach((element) => {
      element.classList.toggle("on", element.dataset.ordinal === number);
    });
  };

  const showPassage = (number) => {
    const sheet = document.querySelector(".paper > .sheet");
    const passage = sheet?.querySelector(`[data-ordinal="${number}"]`);
    if (!passage) return;
    const here = sheet.getBoundingClientRect();
    const { top, left } = passage.getBoundingClientRect();
    sheet.scrollTo({
      top: sheet.scrollTop + top - here.top - sheet.clientHeight / 4,
      left: sheet.scrollLeft + left - here.left - 8,
    });
  };

  const follow = (event) => {
    const finding = event.target.closest?.(".finding[data-ordinal]");
    if (!finding || finding.classList.contains("on")) return;
    light(finding.dataset.ordinal);
    showPassage(finding.dataset.ordinal);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#passage-"]');
    if (link) {
      event.preventDefault();
      light(link.closest("[data-ordinal]").dataset.ordinal);
      showPassage(link.closest("[data-ordinal]").dataset.ordinal);
    } else {
      follow(event);
    }
  });
  document.addEventListener("focusin", follow);

  const start = () => {
    const named = /^#(?:finding|passage)-(\d+)$/.exec(location.hash);
    if (!named) return;
    if (location.hash.startsWith("#finding-")) document.querySelector(location.hash)?.focus({ preventScroll: true });
    light(named[1]);
    showPassage(named[1]);
  };
  // What is selected in the paper is laid into the form that adds it, with a button beside the selection.
  const selectedInPaper = () => {
    const selection = getSelection();
    const sheet = document.querySelector(".paper > .sheet");
    if (!sheet || !selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!sheet.contains(range.commonAncestorContainer)) return null;
    const copy = range.cloneContents();
    copy.querySelectorAll(".ordinal").forEach((number) => number.remove());
    const words = copy.textContent.replace(/\s+/g, " ").trim();
    return words ? { words, place: range.getBoundingClientRect() } : null;
  };

  const offer = () => {
    const button = document.querySelector(".near");
    const words = document.getElementById("passage_words");
    if (!button || !words) return;
    const selected = selectedInPaper();
    button.hidden = !selected;
    if (!selected) return;
    words.value = selected.words;
    const { left, bottom } = selected.place;
    button.style.left = `${Math.max(8, Math.min(left, innerWidth - button.offsetWidth - 8))}px`;
    button.style.top = `${Math.max(8, Math.min(bottom + 6, innerHeight - button.offsetHeight - 8))}px`;
  };
  document.addEventListener("selectionchange", offer);
  document.addEventListener("scroll", offer, { capture: true, passive: true });

  // Keys: j and k go from finding to finding, x confirms, s corrects, t refuses the finding that has the focus.
  const findings = () => [...document.querySelectorAll(".finding[data-ordinal]")];
  const focused = () => document.activeElement?.closest(".finding[data-ordinal]");

  const go = (step) => {
    const all = findings();
    const here = all.indexOf(focused() ?? document.querySelector(".finding.on"));
    const next = here < 0 ? (all.find((one) => one.matches(".proposed")) ?? all[0]) : all[here + step];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };

  let isSent = false; // a second press must not send what is on its way
  window.addEventListener("pageshow", () => { isSent = false; });
  const press = (finding, key) => {
    const control = finding?.querySelector(`[data-key="${key}"]`);
    if (!control || isSent) return;
    if (control.matches("details")) {
      control.open = true;
      control.querySelector("textarea").focus();
    } else {
      isSent = key === "x";
      control.click();
    }
  };

  const KEYS = {
    j: () => go(1),
    k: () => go(-1),
    x: () => press(focused(), "x"),
    s: () => press(focused(), "s"),
    t: () => press(focused(), "t"),
  };
  // Arrows and Enter keep their own meaning wherever the finding itself does not have the focus.
  const ON_FINDING = { ArrowDown: KEYS.j, ArrowUp: KEYS.k, Enter: KEYS.x };
  const TYPED_IN = "input:not([type=checkbox]), textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (modified || event.target.closest?.(TYPED_IN)) return;
    const keys = event.target.matches?.(".finding") ? { ...KEYS, ...ON_FINDING } : KEYS;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || !document.querySelector(".finding")) return;
    event.preventDefault();
    const isMove = act === KEYS.j || act === KEYS.k;
    if (isMove || !event.repeat) act();
  });

  window.addEventListener("hashchange", start);
  document.addEventListener("DOMContentLoaded", start);
})();
