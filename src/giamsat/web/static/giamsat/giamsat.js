// The only script of our own: beside a paper, keep the passage and its finding in step.
// Without it the same links are plain anchors.
(() => {
  const light = (number) => {
    document.querySelectorAll("[data-ordinal]").forEach((element) => {
      element.classList.toggle("on", element.dataset.ordinal === number);
    });
  };

  const showPassage = (number) => {
    const sheet = document.querySelector(".review > .sheet");
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
  window.addEventListener("hashchange", start);
  document.addEventListener("DOMContentLoaded", start);
})();
