// The only script of our own: beside a paper, keep the passage and its finding in step.
// Without it the same links are plain anchors.
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
    const offset = passage.getBoundingClientRect().top - sheet.getBoundingClientRect().top;
    sheet.scrollTo({ top: sheet.scrollTop + offset - sheet.clientHeight / 4 });
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

  window.addEventListener("hashchange", start);
  document.addEventListener("DOMContentLoaded", start);
})();
