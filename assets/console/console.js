// The console works without this file; it only spares clicks and mistakes.
"use strict";

// A form is sent once, however often the button is pressed, and says that it is on its way.
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});
// Coming back with the browser's arrow: the form may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) { delete form.dataset.sent; form.removeAttribute("aria-busy"); }
});

// The board beside a text follows while it is typed.
const draft = document.querySelector("form[data-preview]");
const board = document.getElementById("board");
if (draft && board) {
  let waiting = 0;
  const follow = async () => {
    const answer = await fetch(draft.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(draft)) });
    if (answer.ok) board.innerHTML = await answer.text();
  };
  draft.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(follow, 400); });
  // What was typed is not left by mistake.
  let changed = false;
  draft.addEventListener("input", () => { changed = true; });
  draft.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
}
