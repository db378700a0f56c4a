/* The page made live. Every form and link works without this: here they only stop reloading the page.

   forms      are sent in the background, and the page that comes back is taken over where it differs
   fields     are kept on the way, so that nothing typed is lost; the bot hears of those Slack would tell it about
   /live      says when something changed in the company: the same address is asked for again
*/
"use strict";

const TYPING = 300; // milliseconds of rest after which typed text is kept
let underWay = 0; // fields on their way: what comes back meanwhile would be older than what is typed
let askedAgain = false;
let asked = 0; // pages, by number: one that comes late is older than what stands there
let standing = 0;
const later = new Map();

// taking over

function takeOver(text, address) {
  const next = new DOMParser().parseFromString(text, "text/html");
  const ends = atTheEnd();
  const before = modalId();
  if (address && address !== location.href) history.pushState(null, "", address);
  document.title = next.title;
  morph(document.body, next.body);
  settle(before, ends);
}

function morph(from, to) {
  if (from.isEqualNode(to) || from.dataset?.keep !== undefined) return;
  if (from.nodeType !== Node.ELEMENT_NODE) {
    from.data = to.data;
    return;
  }
  attributes(from, to);
  if (from.tagName === "TEXTAREA") return value(from, to.value);
  children(from, to);
}

function attributes(from, to) {
  for (const { name } of [...from.attributes])
    if (!to.hasAttribute(name) && !own(from, name)) from.removeAttribute(name);
  for (const { name, value: text } of [...to.attributes])
    if (from.getAttribute(name) !== text && !own(from, name)) from.setAttribute(name, text);
  if (from.tagName === "INPUT") {
    if (/^(checkbox|radio)$/.test(from.type)) from.checked = to.checked;
    else if (from.type !== "hidden") value(from, to.value);
  }
  if (from.tagName === "OPTION") from.selected = to.selected;
}

/** What people opened stays open, and what the script itself wrote stays written. */
function own(element, name) {
  if (name === "open") return /^(DETAILS|DIALOG)$/.test(element.tagName);
  if (name === "data-busy" || name === "data-seen" || name === "data-told") return true;
  return /^aria-(expanded|activedescendant)$/.test(name) && element.getAttribute("role") === "combobox";
}

function value(field, text) {
  const typing = field === document.activeElement || later.has(field);
  if (!typing && field.defaultValue !== text) field.value = field.defaultValue = text;
}

function children(from, to) {
  const known = new Map([...from.children].filter((it) => it.id).map((it) => [it.id, it]));
  let here = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const found = wanted.id ? known.get(wanted.id) : alike(here, wanted) ? here : null;
    if (!found || found.nodeName !== wanted.nodeName) {
      from.insertBefore(wanted, here);
      continue;
    }
    if (found === here) here = here.nextSibling;
    else from.insertBefore(found, here);
    morph(found, wanted);
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}

function alike(here, wanted) {
  return here && here.nodeType === wanted.nodeType && here.nodeName === wanted.nodeName && !here.id;
}

async function look() {
  if (underWay) return void (askedAgain = true);
  const address = location.href;
  const number = ++asked;
  const text = await fetch(address, { headers: { "X-Live": "1" } })
    .then((answer) => answer.text())
    .catch(isClosed);
  if (text === undefined || number < standing || address !== location.href || underWay) return;
  standing = number;
  takeOver(text, "");
}

// what stands where

function modalId() {
  return document.getElementById("modal")?.dataset.view ?? "";
}

function atTheEnd() {
  return [...document.querySelectorAll(".scroll[data-end]")].filter(
    (it) => it.scrollHeight - it.scrollTop - it.clientHeight < 60,
  );
}

let opener = "";

function settle(before, ends) {
  for (const it of document.querySelectorAll(".scroll[data-end]")) if (ends.includes(it) || !it.dataset.seen) toTheEnd(it);
  const modal = document.getElementById("modal");
  const played = document.getElementById("playing"); // a story, whose strip has to be reached beside a form
  if (modal && modal.matches(":modal") === !!played) {
    modal.close();
    if (played) modal.show();
    else modal.showModal();
  }
  const watched = document.documentElement.dataset.following !== undefined; // see world.js
  if (modal && !(played && watched) && modalId() !== before) firstField(modal)?.focus();
  if (modal) modal.querySelector("[aria-invalid=true]:not([data-told])") && tellOfErrors(modal);
  if (!modal && before) (document.getElementById(opener) ?? document.getElementById("say-main") ?? document.getElementById("room")).focus();
}

function toTheEnd(scroller) {
  scroller.dataset.seen = "yes";
  const named = [location.hash.slice(1), scroller.dataset.aim]; // what the address names, or whose thread is open
  const aim = named.map((it) => it && document.getElementById(it)).find((it) => it && scroller.contains(it));
  if (aim) aim.scrollIntoView({ block: "center" });
  else scroller.scrollTop = scroller.scrollHeight;
}

function firstField(modal) {
  return (
    modal.querySelector(".body [aria-invalid=true]") ??
    modal.querySelector(".body :is(input:not([type=hidden]), textarea, select, fieldset input)") ??
    modal.querySelector(".body[tabindex], footer button.primary") ??
    modal.querySelector("h2")
  );
}

function tellOfErrors(modal) {
  const wrong = modal.querySelectorAll("[aria-invalid=true]");
  for (const it of wrong) it.dataset.told = "yes";
  wrong[0].focus();
}

// doing

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  if (form.dataset.busy) return;
  if (button?.dataset.confirmTitle && !(await agreed(button))) return;
  if (!modalId()) opener = button?.id ?? document.activeElement?.id ?? "";
  const action = button?.name === "press" ? (form.dataset.press ?? form.action) : (button?.getAttribute("formaction") ?? form.action);
  const data = new URLSearchParams(new FormData(form, button));
  if (form.classList.contains("composer")) form.reset();
  await send(form, button, action, data);
});

async function send(form, button, action, data) {
  forget(form);
  form.dataset.busy = "yes";
  button?.setAttribute("aria-busy", "true");
  underWay += 1;
  try {
    const answer = await fetch(action, { method: "POST", body: data, headers: { "X-Live": "1" } });
    const text = await answer.text();
    underWay -= 1;
    standing = ++asked;
    takeOver(text, answer.url);
  } catch {
    underWay -= 1;
    isClosed();
  }
  delete form.dataset.busy;
  button?.removeAttribute("aria-busy");
  if (askedAgain) await again();
}

async function again() {
  askedAgain = false;
  await look();
}

/** Typed or picked: it is kept where Slack's own client would keep it. */
function keep(field) {
  const form = field.form;
  clearTimeout(later.get(field));
  later.delete(field);
  if (!form?.dataset.fill || !field.name.includes("/")) return;
  const data = new URLSearchParams(new FormData(form).getAll(field.name).map((it) => [field.name, it]));
  for (const name of ["surface", "back"]) data.set(name, form.elements[name].value);
  data.set("name", field.name);
  underWay += 1;
  fetch(form.dataset.fill, { method: "POST", body: data, headers: { "X-Live": "1" }, redirect: "manual" })
    .catch(isClosed)
    .finally(() => {
      underWay -= 1;
      standing = ++asked;
      if (!underWay) again();
    });
}

function forget(form) {
  for (const [field, timer] of later)
    if (field.form === form) {
      clearTimeout(timer);
      later.delete(field);
    }
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset.filters) return;
  if (!field.form?.dataset.fill || /^(checkbox|radio|date|time|datetime-local)$/.test(field.type) || field.tagName === "SELECT") return;
  clearTimeout(later.get(field));
  later.set(field, setTimeout(() => keep(field), TYPING));
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (isTooMany(field)) return;
  if (field.form?.dataset.fill) keep(field);
});

/** A menu that takes so many takes no more; the last tick goes again. */
function isTooMany(field) {
  const menu = field.closest("details[data-most]");
  const most = Number(menu?.dataset.most);
  if (!most || !field.checked || menu.querySelectorAll("input:checked").length <= most) return false;
  field.checked = false;
  field.setCustomValidity(`At most ${most} can be chosen.`);
  field.reportValidity();
  field.setCustomValidity("");
  return true;
}

/** A link that is a button, too: Slack tells the bot that it was pressed. */
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-press]");
  const form = link?.closest("form");
  if (form) send(form, null, form.dataset.press ?? form.action, new URLSearchParams([...new FormData(form), ["press", link.dataset.press]]));
});

// asking back

function agreed(button) {
  const { confirmTitle: title, confirmText: text, confirmYes: yes, confirmNo: no, confirmStyle: style } = button.dataset;
  const dialog = document.createElement("dialog");
  dialog.id = "confirm";
  dialog.setAttribute("aria-labelledby", "confirm-title");
  dialog.innerHTML =
    '<form method="dialog"><h2 id="confirm-title"></h2><p></p><footer><button value="no"></button><button value="yes"></button></footer></form>';
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("p").textContent = text;
  const [refuse, accept] = dialog.querySelectorAll("button");
  refuse.textContent = no || "Cancel";
  accept.textContent = yes || "Yes";
  accept.className = style || "primary";
  document.documentElement.append(dialog);
  dialog.showModal();
  return new Promise((answer) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      button.focus();
      answer(dialog.returnValue === "yes");
    }),
  );
}

document.addEventListener(
  "cancel",
  (event) => {
    if (event.target.id !== "modal") return;
    event.preventDefault(); // Slack closes one form, and the bot may want to hear of it
    event.target.querySelector("footer [formaction]").click();
  },
  true,
);

// the composer's commands

document.addEventListener("input", (event) => {
  if (event.target.id === "say-main") suggest(event.target);
});

function suggest(field) {
  const list = document.getElementById("commands");
  if (!list) return;
  const word = field.value;
  const typed = word.startsWith("/") && !word.includes("\n");
  const name = word.split(" ")[0];
  for (const it of list.children) it.hidden = word.includes(" ") ? it.dataset.command !== name : !it.dataset.command.startsWith(name);
  const shown = [...list.children].filter((it) => !it.hidden);
  list.hidden = !typed || !shown.length;
  field.setAttribute("aria-expanded", String(!list.hidden));
  choose(field, shown[0]);
}

function choose(field, option) {
  for (const it of document.querySelectorAll("#commands li")) it.setAttribute("aria-selected", String(it === option));
  if (option) field.setAttribute("aria-activedescendant", option.id);
}

function takeCommand(field, option) {
  field.value = `${option.dataset.command} `;
  field.focus();
  suggest(field);
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.closest?.(".composer") || field.tagName !== "TEXTAREA") return;
  const list = document.getElementById("commands");
  const shown = field.id === "say-main" && list && !list.hidden ? [...list.children].filter((it) => !it.hidden) : [];
  const chosen = shown.find((it) => it.getAttribute("aria-selected") === "true");
  if (/^Arrow(Up|Down)$/.test(event.key) && shown.length > 1) {
    const step = event.key === "ArrowDown" ? 1 : shown.length - 1;
    choose(field, shown[(shown.indexOf(chosen) + step) % shown.length]);
    event.preventDefault();
  } else if ((event.key === "Tab" || event.key === "Enter") && chosen && !field.value.startsWith(chosen.dataset.command)) {
    takeCommand(field, chosen);
    event.preventDefault();
  } else if (event.key === "Escape" && shown.length) {
    list.hidden = true;
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (list) list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.form.requestSubmit();
  }
});

document.addEventListener("click", (event) => {
  const option = event.target.closest("#commands li");
  if (option) takeCommand(document.getElementById("say-main"), option);
  for (const it of document.querySelectorAll(":is(details.overflow, details.panel)[open]")) if (!it.contains(event.target)) it.open = false;
});

document.addEventListener("input", (event) => {
  if (!event.target.dataset.filters) return;
  const words = event.target.value.toLowerCase();
  for (const it of document.getElementById(event.target.dataset.filters).querySelectorAll("label.choice")) it.hidden = !it.textContent.toLowerCase().includes(words);
});

// beginning, and the end of the company

function say(words) {
  document.getElementById("said").textContent = words;
}

/** Until the page is drawn anew, which happens by itself when the line is open again. */
function isClosed() {
  if (document.getElementById("closed")) return;
  const words = document.createElement("p");
  Object.assign(words, { id: "closed", className: "strip", textContent: "The company is closed. Run make try again where you ran it: this page comes back by itself." });
  words.setAttribute("role", "alert");
  document.getElementById("top").append(words);
}

const line = new EventSource("/live");
line.onmessage = look;
line.onopen = look;
line.onerror = isClosed;
window.addEventListener("pagehide", () => (line.onerror = null)); // it is this page that goes
window.addEventListener("popstate", () => location.reload());
settle("", []);
