// Keys press the buttons of the page; htmx sends what they send. Nothing here changes a record by itself.
"use strict";

const DWELL = 600; // milliseconds for which a claim must be on screen to count as seen
const main = document.getElementById("desk");
const seen = new Set();
let busy = false; // while an answer is awaited, keys do nothing: the next claim has not been read yet
let selection = null;

const isTyping = (target) => target.matches("input:not([type=checkbox], [type=radio], [type=hidden]), textarea, select");

document.addEventListener("keydown", (event) => {
  const help = document.getElementById("help");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
  if (event.key === "Escape") {
    const leave = main.querySelector("[data-key=Escape]");
    if (isTyping(event.target)) event.target.blur();
    else if (leave && !busy) leave.click();
    return;
  }
  if (isTyping(event.target) || event.repeat || busy || event.key.length !== 1) return;
  // The key's place, so that the keys are the same while an Arabic layout is on.
  const letter = /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : event.key;
  const wanted = [event.key, letter].map((key) => document.querySelector(`[data-key="${CSS.escape(key)}"]`)).find(Boolean);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("input, select")) {
    wanted.focus();
    wanted.select?.();
  } else wanted.click();
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens).showModal();
});

// --- selected words, as offsets in code points ---

const codePoints = (text) => [...text].length;

function offset(node, at, piece, isEnd) {
  const edge = Number(isEnd ? piece.dataset.end : piece.dataset.start);
  if (!piece.contains(node) || "whole" in piece.dataset || node.nodeType !== Node.TEXT_NODE) return edge;
  return Number(piece.dataset.start) + codePoints(node.data.slice(0, at));
}

document.addEventListener("selectionchange", () => {
  const body = document.getElementById("article-body");
  const chosen = document.getSelection();
  if (!body || chosen.rangeCount === 0 || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!body.contains(range.commonAncestorContainer)) return;
  const pieces = [...body.querySelectorAll("[data-start]")].filter((each) => range.intersectsNode(each));
  if (pieces.length === 0) return;
  selection = {
    start: offset(range.startContainer, range.startOffset, pieces[0], false),
    end: offset(range.endContainer, range.endOffset, pieces.at(-1), true),
  };
  for (const shown of document.querySelectorAll(".selected-words")) shown.textContent = chosen.toString().slice(0, 300);
});

document.addEventListener("htmx:configRequest", (event) => {
  if (["/edit", "/split"].includes(event.detail.path) && selection) Object.assign(event.detail.parameters, selection);
});

// --- what was on screen ---

const watching = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const item = entry.target;
      clearTimeout(item.waiting);
      if (entry.isIntersecting) item.waiting = setTimeout(() => note(item), DWELL);
    }
  },
  { threshold: 0.9 },
);

function note(item) {
  if (item.isConnected && document.visibilityState === "visible") seen.add(item.dataset.item);
  showSeen();
}

function showSeen() {
  const form = document.getElementById("seen-form");
  if (!form) return;
  for (const old of form.querySelectorAll("[name=on-screen]")) old.remove();
  const here = [...form.querySelectorAll("[data-open]")].filter((item) => seen.has(item.dataset.item));
  for (const item of here) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: "on-screen", value: item.dataset.item });
    form.append(field);
  }
  form.querySelector(".accept-seen").disabled = here.length === 0;
  form.querySelector(".seen-count").textContent = here.length;
}

// --- after each change of the page ---

function arrive() {
  selection = null;
  watching.disconnect();
  for (const item of document.querySelectorAll("[data-open]")) watching.observe(item);
  showSeen();
  document.querySelector(".item.is-current")?.scrollIntoView({ block: "nearest" });
  const words = document.querySelector(".texts .content.chosen");
  const texts = words?.closest(".texts");
  if (texts && texts.scrollHeight > texts.clientHeight) {
    texts.scrollTop += words.getBoundingClientRect().top - texts.getBoundingClientRect().top - texts.clientHeight / 3;
  }
}

document.addEventListener("htmx:beforeRequest", () => { busy = true; });
document.addEventListener("htmx:afterRequest", () => {
  busy = false;
  document.getElementById("offline").hidden = true;
});
// Comes after htmx:afterRequest.
document.addEventListener("htmx:sendError", () => { document.getElementById("offline").hidden = false; });
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target !== main) return;
  arrive();
  if (main.contains(document.activeElement) && document.activeElement.closest(".filters, .edit")) return;
  (main.querySelector("[data-focus]") ?? document.getElementById("claim-heading"))?.focus({ preventScroll: true });
});
arrive();
