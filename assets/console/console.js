// The console works without this file; it only spares clicks and mistakes.
"use strict";

// What is signed and goes out for good is read once more before it does.
document.addEventListener("submit", event => {
  const form = event.target, look = form.dataset.look && document.getElementById(form.dataset.look);
  if (!look || form.dataset.looked) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  look.querySelector("[data-look-state]").textContent = form.querySelector("[name=state]:checked").closest("label").querySelector("b").textContent;
  look.querySelector("[data-look-text]").textContent = form.elements.text.value;
  look.querySelector("[data-look-go]").onclick = () => { form.dataset.looked = "1"; look.close(); form.requestSubmit(); };
  look.querySelector("[data-look-back]").onclick = () => { look.close(); form.elements.text.focus(); };
  look.showModal();
}, true);

{  // a page that an upload brings runs this again: nothing is declared twice
// A form is sent once, however often the button is pressed, and says that it is on its way.
let working = 0;
document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
  // Whatever takes longer than a moment says that it is at work.
  const place = document.querySelector(".working");
  working = setTimeout(() => { place.textContent = place.dataset.words; }, 600);
});
// Coming back with the browser's arrow: the form may be sent again.
window.addEventListener("pageshow", () => {
  clearTimeout(working);
  document.querySelector(".working").textContent = "";
  for (const form of document.forms) { delete form.dataset.sent; delete form.dataset.looked; form.removeAttribute("aria-busy"); }
});

// Who is writing is at work: the session does not end over it.
let touched = Date.now();
const kTouch_ms = 5 * 60 * 1000;
document.addEventListener("input", () => {
  if (!document.body.classList.contains("with-menu") || Date.now() - touched < kTouch_ms) return;
  touched = Date.now();
  fetch("/console/account", { method: "HEAD" }).catch(() => {});
});

// A file goes up with a bar that moves. What the server answers becomes the page.
document.addEventListener("submit", event => {
  const button = event.submitter;
  if (!button || !button.hasAttribute("data-upload")) return;
  event.preventDefault();
  clearTimeout(working);  // it has a bar of its own
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

// The board beside a text: the kiosk's own picture of it, drawn anew after a pause in typing. Where it cannot be drawn yet, the text as
// a page.
const board = document.getElementById("board");
if (board) {
  const form = document.querySelector("form[data-preview]"), words = document.getElementById("board-words"), large = document.getElementById("board-large");
  const plain = words.textContent;
  let waiting = 0, asked = 0;
  const show = blob => new Promise(done => {
    const reader = new FileReader();
    reader.onload = () => {
      const picture = document.createElement("img");
      picture.alt = words.dataset.exact;
      picture.src = reader.result;
      board.replaceChildren(picture);
      done();
    };
    reader.readAsDataURL(blob);
  });
  const draw = async () => {
    const mine = ++asked;
    const body = form && new URLSearchParams(new FormData(form));
    words.textContent = words.dataset.drawing;
    const answer = await fetch(board.dataset.picture, body ? { method: "POST", body } : {});
    if (mine !== asked) return;
    if (answer.headers.has("Retry-After")) { waiting = setTimeout(draw, 1500); return; }
    if (answer.status === 200) {
      await show(await answer.blob());
      words.textContent = words.dataset.exact;
      large.hidden = false;
    } else {
      words.textContent = plain;
      large.hidden = true;
      if (!body) return;
      const page = await fetch(form.dataset.preview, { method: "POST", body });
      if (page.ok && mine === asked) board.innerHTML = await page.text();
    }
  };
  large.addEventListener("click", () => large.setAttribute("aria-pressed", String(document.body.classList.toggle("board-wide"))));
  draw();
  if (form) {
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(draw, 700); });
    // What was typed is not left by mistake.
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
  }
}
}

// A ready-made answer goes into the text that it is for, and can be changed there. What was typed stays.
for (const select of document.querySelectorAll("select[data-fills]")) {
  const text = document.getElementById(select.dataset.fills);
  select.addEventListener("change", () => {
    if (!select.value) return;
    // A template is for one state: the one that is chosen already stays.
    const state = select.selectedOptions[0].dataset.state, form = select.form;
    if (state && !form.querySelector("[name=state]:checked")) form.querySelector(`[name=state][value=${state}]`).checked = true;
    text.value = text.value.trim() ? text.value.trimEnd() + "\n\n" + select.value : select.value;
    select.selectedIndex = 0;
    text.focus();
  });
}

// Days as they are written here: some browsers show month before day in their fields.
for (const words of document.querySelectorAll(".day-words")) {
  const field = words.previousElementSibling;
  field.addEventListener("input", () => {
    const [, year, month, day, hour] = field.value.match(/^(\d{4,})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?/) || [];
    const weekday = day && new Intl.DateTimeFormat("vi", { weekday: "long" }).format(new Date(year, month - 1, day));
    words.textContent = day ? `${weekday}, ${day}/${month}/${year}${hour ? `, ${hour}` : ""}` : "";
  });
}

// What was marked as wrong and is written anew is judged when the form is sent again.
document.addEventListener("input", ({ target }) => {
  if (target.getAttribute("aria-invalid") !== "true") return;
  target.removeAttribute("aria-invalid");
  target.classList.remove("is-invalid");
  const words = document.getElementById(`${target.id}-wrong`);
  if (words) words.hidden = true;
});

// One more row like the last one, empty. Without this file the button saves the draft, which comes back with two more.
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-more]");
  if (!button) return;
  event.preventDefault();
  const body = button.parentElement.querySelector("table.rows tbody"), row = body.lastElementChild.cloneNode(true), n = body.children.length;
  for (const field of row.querySelectorAll("input, select")) {
    field.id = field.id.replace(/\d+$/, n);
    field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, n + 1));
    if (field.tagName === "SELECT") field.selectedIndex = 0; else field.value = "";
  }
  for (const words of row.querySelectorAll(".day-words")) words.textContent = "";
  body.append(row);
  row.querySelector("input, select").focus();
});

// What a meeting came to is asked for once it was held.
for (const fold of document.querySelectorAll("details.later")) {
  const status = fold.closest("form").elements.status;
  if (status) status.addEventListener("change", () => { fold.open = fold.open || status.value === "held"; });
}

// A text is erased for one reason only.
for (const box of document.querySelectorAll("input[data-with-ground]")) {
  const ground = box.form.elements.ground;
  ground.addEventListener("change", () => { box.checked = ground.value === box.dataset.withGround; });
}

// A piece of text that is tedious to type goes in where the caret stands.
for (const button of document.querySelectorAll("button[data-inserts]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.into), at = text.selectionStart, line = at === 0 || text.value[at - 1] === "\n" ? "" : "\n\n";
    text.setRangeText(line + button.dataset.inserts, at, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}

// The name of the file that was chosen, in place of the browser's own words.
for (const words of document.querySelectorAll("[data-file-name]")) {
  const field = words.closest("form").querySelector("input[type=file]"), none = words.textContent;
  field.addEventListener("change", () => { words.textContent = field.files.length ? field.files[0].name : none; });
}

// A page that is made to be printed.
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
