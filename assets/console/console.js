// The console works without this file; it only spares clicks and mistakes.
"use strict";

{  // a page that an upload brings runs this again: nothing is declared twice
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

// A file goes up with a bar that moves. What the server answers becomes the page.
document.addEventListener("submit", event => {
  const button = event.submitter;
  if (!button || !button.hasAttribute("data-upload")) return;
  event.preventDefault();
  const form = event.target, field = form.querySelector("input[type=file]"), file = field.files[0];
  const place = form.querySelector(".upload"), bar = place.querySelector("progress"), words = place.querySelector("span");
  place.hidden = false;
  if (file && file.size > Number(field.dataset.most)) {
    bar.hidden = true;
    words.textContent = field.dataset.tooLarge;
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    return;
  }
  const request = new XMLHttpRequest();
  request.open("POST", button.formAction);
  request.upload.onprogress = step => { if (step.lengthComputable) bar.value = 100 * step.loaded / step.total; };
  request.upload.onload = () => { bar.removeAttribute("value"); words.textContent = words.dataset.opening; };
  request.onload = () => {
    if (request.responseURL !== button.formAction) { location.replace(request.responseURL); return; }
    document.open(); document.write(request.responseText); document.close();
  };
  request.onerror = () => { words.textContent = field.dataset.tooLarge; delete form.dataset.sent; form.removeAttribute("aria-busy"); };
  request.send(new FormData(form, button));
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
}
