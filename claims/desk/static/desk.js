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
  // The desk sends the filters, with the list of all articles, only where they differ from what is here.
  event.detail.headers["Desk-Articles"] = document.getElementById("filters")?.dataset.edition ?? "";
  if (["/edit", "/split"].includes(event.detail.path) && selection) Object.assign(event.detail.parameters, selection);
});

// --- what was on screen ---

const onScreen = new Map(); // the items, each with those that came on screen at the same time
const watching = new IntersectionObserver(
  (entries) => {
    const begun = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    for (const { target } of entries) onScreen.delete(target);
    for (const item of begun) onScreen.set(item, begun);
    setTimeout(() => {
      if (document.visibilityState !== "visible") return;
      const stayed = begun.filter((item) => item.isConnected && onScreen.get(item) === begun);
      for (const item of stayed) seen.add(item.dataset.item);
      if (stayed.length > 0) showSeen();
    }, DWELL);
  },
  { threshold: 0.9 },
);

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
  onScreen.clear();
  for (const item of document.querySelectorAll("[data-open]")) watching.observe(item);
  showSeen();
  document.querySelector(".item.is-current")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  const words = document.querySelector(".texts .content.chosen");
  const texts = words?.closest(".texts");
  if (texts && texts.scrollHeight > texts.clientHeight) {
    const top = words.getBoundingClientRect().top - texts.getBoundingClientRect().top - texts.clientHeight / 3;
    texts.scrollBy({ top, behavior: "instant" }); // Whatever the style says: nobody should wait for the words.
  }
}

// htmx would take away each old element by itself, which takes as long as all the rest.
htmx.defineExtension("replace", {
  isInlineSwap: () => false,
  handleSwap(style, target, part) {
    if (style !== "replace") return false;
    // Where an element has the focus as it is taken away, the browser lays out the page once more for that.
    if (target.contains(document.activeElement) && !document.activeElement.closest(".edit [id]")) document.activeElement.blur();
    target.replaceChildren(...part.childNodes);
    return [...target.children];
  },
});

document.addEventListener("htmx:beforeRequest", () => { busy = true; });
document.addEventListener("htmx:afterRequest", () => {
  busy = false;
  document.getElementById("offline").hidden = true;
});
// Comes after htmx:afterRequest.
document.addEventListener("htmx:sendError", () => { document.getElementById("offline").hidden = false; });
document.addEventListener("htmx:afterSwap", (event) => {
  if (!main.contains(event.detail.target)) return;
  arrive();
  // Who still chooses or edits stays there; who pressed Enter in the search is done with it.
  if (document.activeElement.closest(".filters select, .edit")) return;
  (main.querySelector("[data-focus]") ?? document.getElementById("claim-heading"))?.focus({ preventScroll: true });
});
arrive();
