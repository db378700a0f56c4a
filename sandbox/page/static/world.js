/* The clock that goes on, panels that close, and pages that follow a story. It needs page.js. */
"use strict";

const root = document.documentElement;
root.dataset.live = "";
if (sessionStorage.getItem("follow") === "yes") root.dataset.following = "";

// the clock goes on between two looks

let told = { at: "", since: 0 };

function tick() {
  const shown = document.getElementById("clock-now");
  if (!shown) return;
  if (shown.dateTime !== told.at) told = { at: shown.dateTime, since: performance.now() };
  const now = new Date(Date.parse(told.at) + performance.now() - told.since);
  const words = inWords(now, shown.dataset.zone);
  if (shown.textContent !== words) shown.textContent = words;
  if (now >= Date.parse(shown.dataset.next)) look();
}

function inWords(at, timeZone) {
  const options = { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const part = Object.fromEntries(new Intl.DateTimeFormat("en-US", { ...options, timeZone }).formatToParts(at).map((it) => [it.type, it.value]));
  return `${part.weekday} ${part.day} ${part.month} ${part.year}, ${part.hour}:${part.minute}`;
}

setInterval(tick, 1000);

// panels close when one looks elsewhere

function close(panel) {
  panel.open = false;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("dialog")) return;
  for (const it of document.querySelectorAll("details.panel[open]")) if (!it.contains(event.target)) close(it);
});

document.addEventListener("keydown", (event) => {
  const panel = event.key === "Escape" && event.target.closest?.("details.panel[open]");
  if (!panel) return;
  close(panel);
  panel.querySelector("summary").focus();
});

// following a story

function follow(yes) {
  sessionStorage.setItem("follow", yes ? "yes" : "no");
  if (yes) root.dataset.following = "";
  else delete root.dataset.following;
}

document.addEventListener("submit", (event) => {
  if (!event.target.id.startsWith("play-")) return;
  follow(true);
  document.querySelectorAll("details.panel[open]").forEach(close);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("#follow")) return;
  follow(root.dataset.following === undefined);
  if (root.dataset.following !== undefined) goTo(document.getElementById("look-there").href);
});

let looks = 0;

async function goTo(address) {
  const mine = ++looks;
  const answer = await fetch(address, { headers: { "X-Live": "1" } }).catch(isClosed);
  const text = await answer?.text();
  if (!answer?.ok) return;
  await bring(new DOMParser().parseFromString(text, "text/html"));
  if (mine !== looks || root.dataset.following === undefined) return;
  history.replaceState(null, "", address); // as if it had been there all along: one step back leaves the story
  takeOver(text, "");
  const name = new URL(address, location.href).hash.slice(1);
  const aim = document.getElementById(`t-${name}`) ?? document.getElementById(name);
  aim?.scrollIntoView({ block: "center" });
}

/** What another room looks like and how it works, once. */
async function bring(page) {
  const missing = [...page.head.querySelectorAll("link[rel=stylesheet], script[src]")].filter((it) => !there(it));
  await Promise.all(missing.map(add));
}

function there(wanted) {
  const name = wanted.tagName === "LINK" ? "href" : "src";
  return document.head.querySelector(`${wanted.tagName}[${name}="${wanted.getAttribute(name)}"]`);
}

function add(wanted) {
  const made = document.createElement(wanted.tagName);
  for (const { name, value: text } of wanted.attributes) made.setAttribute(name, text);
  return new Promise((ready) => {
    made.onload = made.onerror = ready;
    document.head.append(made);
  });
}

line.addEventListener("look", (event) => {
  if (root.dataset.following !== undefined) goTo(event.data);
});
