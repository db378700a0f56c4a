/* Drawing over an empty stretch of one's own day opens the form that "Add busy time" opens, filled in. */
"use strict";

{
  const STEP = 15; // minutes
  let drawn = null; // the day's column, where it began, and the box that shows it

  document.addEventListener("pointerdown", (event) => {
    const column = event.target;
    if (event.button !== 0 || event.pointerType === "touch" || !column.matches?.(".column[data-day]")) return;
    event.preventDefault();
    const box = document.createElement("div");
    box.className = "drawn";
    drawn = { day: column.dataset.day, from: minutes(column, event), to: 0, box };
    column.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (!drawn) return;
    const column = document.querySelector(`.column[data-day="${drawn.day}"]`);
    drawn.to = minutes(column, event);
    const [from, to] = edges();
    drawn.box.style.top = `${percent(column, from)}%`;
    drawn.box.style.height = `${percent(column, to) - percent(column, from)}%`;
    drawn.box.textContent = `${clock(from)}–${clock(to)}`;
    column.append(drawn.box);
  });

  document.addEventListener("pointerup", () => {
    if (!drawn) return;
    const [from, to] = edges();
    const { day, box } = drawn;
    const moved = drawn.to && drawn.to !== drawn.from;
    drawn = null;
    if (!moved) return box.remove();
    const address = new URL(document.getElementById("new").href);
    address.searchParams.set("new", day);
    address.searchParams.set("from", clock(from));
    address.searchParams.set("to", clock(to));
    location.assign(address);
  });

  document.addEventListener("pointercancel", () => {
    drawn?.box.remove();
    drawn = null;
  });

  function edges() {
    return [Math.min(drawn.from, drawn.to), Math.max(drawn.from, drawn.to)];
  }

  function minutes(column, event) {
    const { top, height } = column.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientY - top) / height, 0), 1);
    return Math.round((first(column) + part * hours(column) * 60) / STEP) * STEP;
  }

  function percent(column, at) {
    return ((at - first(column)) / (hours(column) * 60)) * 100;
  }

  function first(column) {
    return Number(column.closest(".week").dataset.firstHour) * 60;
  }

  function hours(column) {
    return Number(getComputedStyle(column).getPropertyValue("--hours"));
  }

  function clock(at) {
    const two = (number) => String(number).padStart(2, "0");
    return at >= 1440 ? "00:00" : `${two(Math.floor(at / 60))}:${two(at % 60)}`;
  }
}
