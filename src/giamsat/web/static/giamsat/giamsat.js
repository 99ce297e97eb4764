// The only script of our own: beside a paper, keep the passage and its finding in step, lay what is selected into the
// form beside it, and answer to keys. Without it the same links and forms work as they are.
(() => {
  const light = (number) => {
    document.querySelectorAll("[data-ordinal]").forEach((element) => {
      element.classList.toggle("on", element.dataset.ordinal === number);
    });
  };

  const showPassage = (number, behavior = "auto") => {
    const sheet = document.querySelector(".paper > .sheet");
    const passage = sheet?.querySelector(`[data-ordinal="${number}"]`);
    if (!passage) return;
    const here = sheet.getBoundingClientRect();
    const { top, left } = passage.getBoundingClientRect();
    sheet.scrollTo({
      behavior,
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
    const shown = document.querySelector("[data-show]")?.dataset.show;
    if (shown) showPassage(shown, "instant");
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
    const near = document.querySelector(".near");
    if (!near) return;
    const selected = selectedInPaper();
    near.hidden = !selected;
    if (!selected) return;
    const marked = document.getElementById("passage_words");
    if (marked) marked.value = selected.words;
    const { left, bottom } = selected.place;
    near.style.left = `${Math.max(8, Math.min(left, innerWidth - near.offsetWidth - 8))}px`;
    near.style.top = `${Math.max(8, Math.min(bottom + 6, innerHeight - near.offsetHeight - 8))}px`;
  };
  document.addEventListener("selectionchange", offer);
  document.addEventListener("scroll", offer, { capture: true, passive: true });

  // What is selected in the paper goes into a field of the form that corrects a finding; the server reads what it says
  // of time and agencies.
  const say = (sentence) => {
    const line = document.getElementById("taken");
    line.textContent = sentence;
    line.hidden = !sentence;
  };

  const fill = (name, value) => {
    const field = document.querySelector(`#correct [name="${name}"]`);
    if (!field.multiple) {
      field.value = value;
      return;
    }
    for (const option of field.options) option.selected = value.includes(option.value);
    const other = document.querySelector(`#correct [name="${name === "leads" ? "coordinators" : "leads"}"]`);
    for (const option of [...other.selectedOptions]) if (value.includes(option.value)) option.selected = false;
    const first = field.selectedOptions[0]?.getBoundingClientRect();
    if (first) field.scrollTop += first.top - field.getBoundingClientRect().top - field.clientHeight / 3;
  };

  const asTitle = (words) => {
    const bare = words.replace(/^(?:\d+[.)]|[a-zđ]\)|[-–+])\s+/, "").replace(/[\s.;,:]+$/, "");
    return bare.charAt(0).toLocaleUpperCase("vi") + bare.slice(1);
  };

  const readAgain = async (kind, words) => {
    const bar = document.querySelector(".taking");
    try {
      const answer = await fetch(`${bar.dataset.read}?${new URLSearchParams({ kind, words })}`);
      return await answer.json();
    } catch {
      return { said: bar.dataset.failed };
    }
  };

  const take = async (target) => {
    const selected = selectedInPaper();
    if (!selected) return;
    const { words } = selected;
    if (target === "name" || target === "product") {
      fill(target, target === "name" ? asTitle(words) : words.replace(/[\s.;,:]+$/, ""));
      say("");
    } else {
      const read = await readAgain(target === "time" ? "time" : "units", words);
      for (const [name, value] of Object.entries(read.fields ?? {})) fill(name, value);
      if (read.units?.length) fill(target, read.units);
      say(read.said);
    }
    document.querySelector(".near").hidden = true;
    document.getElementById("correct").dispatchEvent(new Event("input", { bubbles: true }));
  };

  // A form that could not be kept says so, until it can.
  const unkept = (event) => {
    const sentence = event.target.dataset?.unkept;
    if (sentence && event.detail.error?.name !== "AbortError") document.getElementById("draft").textContent = sentence;
  };
  document.addEventListener("htmx:response:error", unkept);
  document.addEventListener("htmx:error", unkept);

  document.addEventListener("mousedown", (event) => {
    if (event.target.closest(".taking")) event.preventDefault(); // keeps the selection
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take]");
    if (button) take(button.dataset.take);
  });

  // In the paper the arrows select word by word, Shift with them more or fewer, figures take what is selected.
  const selectWord = (sheet, direction, isMore) => {
    const selection = getSelection();
    if (!selectedInPaper()) {
      selection.collapse(sheet.querySelector(".passage .ordinal")?.nextSibling ?? sheet, 0);
    } else if (!isMore) {
      if (direction === "forward") selection.collapseToEnd();
      else selection.collapseToStart();
    }
    if (selection.isCollapsed && direction === "backward") {
      selection.modify("move", "backward", "word");
      selection.modify("extend", "forward", "word");
    } else {
      selection.modify("extend", direction, "word");
    }
    const { top, bottom } = selection.getRangeAt(0).getBoundingClientRect();
    const seen = sheet.getBoundingClientRect();
    if (top < seen.top || bottom > seen.bottom) sheet.scrollTop += top - seen.top - sheet.clientHeight / 4;
  };

  document.addEventListener("keydown", (event) => {
    const bar = document.querySelector(".taking");
    if (!bar || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select")) return;
    const button = /^[1-5]$/.test(event.key) && bar.querySelector(`[aria-keyshortcuts="${event.key}"]`);
    const sheet = event.target.closest?.(".sheet");
    if (button && selectedInPaper()) {
      event.preventDefault();
      take(button.dataset.take);
    } else if (sheet && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      selectWord(sheet, event.key === "ArrowRight" ? "forward" : "backward", event.shiftKey);
    }
  });

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
