/* Menus whose options the bot suggests while one types. It needs page.js. */
"use strict";

const REST = 250; // milliseconds without a key before the bot is asked
let resting = 0;
let questions = 0; // by number: an answer to an older one comes too late

document.addEventListener("input", (event) => {
  if (event.target.dataset.suggests) asksSoon(event.target);
});

document.addEventListener("focusin", (event) => {
  if (event.target.dataset?.suggests && event.target.dataset.least === "0") asksSoon(event.target);
});

document.addEventListener("focusout", (event) => {
  if (event.target.dataset?.suggests) leaves(event.target);
});

document.addEventListener("mousedown", (event) => {
  if (event.target.closest(".offered")) event.preventDefault(); // the focus stays where one types
});

document.addEventListener("click", (event) => {
  const option = event.target.closest(".offered [role=option]");
  if (option) takes(option.closest(".asks").querySelector("[data-suggests]"), option);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.dataset?.suggests || panelOf(field).hidden) return;
  const options = [...panelOf(field).querySelectorAll("[role=option]")];
  const at = options.findIndex((it) => it.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) pointsAt(field, options.at((at + step) % options.length));
  else if (event.key === "Enter" && options[at]) takes(field, options[at]);
  else if (event.key === "Escape") closesOffer(field);
  else if (event.key !== "Enter") return;
  event.preventDefault(); // Enter would hand the form in, Escape close it
});

function panelOf(field) {
  return field.closest(".asks").querySelector(".offered");
}

function asksSoon(field) {
  questions += 1;
  clearTimeout(resting);
  resting = setTimeout(() => asks(field), REST);
}

async function asks(field) {
  const number = ++questions;
  const query = field.value.trim();
  const least = Number(field.dataset.least);
  if (query.length < least) return query ? offers(field, [], `Type at least ${least} ${least === 1 ? "character" : "characters"}.`) : closesOffer(field);
  offers(field, [], "Asking …");
  const { options, said } = await answered(field, query);
  if (number === questions && field.isConnected && field === document.activeElement) offers(field, options, said);
}

async function answered(field, query) {
  const body = new URLSearchParams({ surface: field.form.elements.surface.value, name: field.dataset.suggests, query });
  try {
    const answer = await fetch(`/as/${document.body.dataset.who}/suggest`, { method: "POST", body });
    return await answer.json();
  } catch {
    return { options: [], said: "The page's server does not answer. Is it still running?" };
  }
}

function offers(field, options, said) {
  const panel = panelOf(field);
  const [list, words] = panel.children;
  const groups = new Map();
  for (const it of options) groups.set(it.group, [...(groups.get(it.group) ?? []), it]);
  list.replaceChildren(...[...groups].flatMap(([label, inside]) => grouped(label, inside.map(drawnOption))));
  list.querySelectorAll("[role=option]").forEach((it, at) => (it.id = `${list.id}-${at}`));
  list.hidden = !options.length;
  words.textContent = said;
  panel.hidden = false;
  field.setAttribute("aria-expanded", String(!list.hidden));
  pointsAt(field, list.querySelector("[role=option]"));
  say(said || `${options.length} ${options.length === 1 ? "suggestion" : "suggestions"}`);
}

function grouped(label, options) {
  if (!label) return options;
  const group = document.createElement("span");
  group.role = "group";
  group.ariaLabel = label;
  const words = document.createElement("span");
  words.className = "group-label";
  words.ariaHidden = "true";
  words.textContent = label;
  group.append(words, ...options);
  return [group];
}

function drawnOption({ value: chosen, words, described }) {
  const option = document.createElement("span");
  option.role = "option";
  option.dataset.value = chosen;
  option.dataset.words = words;
  option.textContent = described ? `${words} (${described})` : words;
  return option;
}

function pointsAt(field, option) {
  for (const it of panelOf(field).querySelectorAll("[role=option]")) it.ariaSelected = String(it === option);
  if (!option) return field.removeAttribute("aria-activedescendant");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function closesOffer(field) {
  questions += 1;
  clearTimeout(resting);
  panelOf(field).hidden = true;
  pointsAt(field, null);
  field.setAttribute("aria-expanded", "false");
}

function leaves(field) {
  closesOffer(field);
  if (field.dataset.optional !== undefined && !field.value.trim() && field.dataset.chosen) holds(field, "", "");
  field.value = field.dataset.chosen ?? "";
}

function takes(field, option) {
  const { value: chosen, words } = option.dataset;
  closesOffer(field);
  if (field.closest(".multi-choices")) ticks(field, chosen, words);
  else holds(field, chosen, words);
}

function holds(field, chosen, words) {
  const kept = field.closest(".asks").querySelector("input[type=hidden]");
  kept.value = chosen;
  field.value = field.dataset.chosen = words;
  keep(kept);
}

function ticks(field, chosen, words) {
  const menu = field.closest("details.multi");
  const ticked = [...menu.querySelectorAll("input[type=checkbox]:checked")];
  field.value = "";
  if (ticked.some((it) => it.value === chosen)) return;
  const most = Number(menu.dataset.most);
  if (most && ticked.length >= most) return offers(field, [], `At most ${most} can be chosen.`);
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: field.dataset.suggests, value: chosen, checked: true });
  const label = document.createElement("label");
  label.className = "choice";
  label.append(box, words);
  field.closest(".multi-choices").append(label);
  keep(box);
}
