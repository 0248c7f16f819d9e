// Choosing a claim shows its sentence in the article; choosing a sentence shows who is credited; filters sift the claims.
// The annex of a large sheet is read in a frame beside it. Nothing here makes an element out of text: elements of the page
// are shown, hidden, copied and moved to.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const cards = new Map(all(".claim").map((card) => [card.dataset.claim, card]));
const pane = document.querySelector(".texts");
const credit = document.querySelector(".credit");
const form = document.querySelector(".filters");
const reading = document.querySelector(".reading");
const beside = matchMedia("(min-width: 62rem)");
const pieces = pane ? all("[data-claims]", pane) : [];
const notes = pane ? all(".note[id]", pane) : [];
const claimsOf = (element) => (element?.dataset.claims ?? "").split(" ").filter(Boolean);
const labelOf = (hash, prefix) => (hash.startsWith(prefix) ? hash.slice(prefix.length) : null);

function choose(labels) {
  const chosen = new Set(labels);
  for (const [label, card] of cards) {
    card.classList.toggle("chosen", chosen.has(label));
    if (chosen.has(label)) card.setAttribute("aria-current", "true");
    else card.removeAttribute("aria-current");
  }
  for (const piece of pieces) piece.classList.toggle("chosen", claimsOf(piece).some((label) => chosen.has(label)));
  for (const note of notes) note.classList.toggle("chosen", chosen.has(labelOf(note.id, "text-")));
}

function tell(labels, inSentence) {
  const lines = labels.filter((label) => cards.has(label)).map(creditLine);
  for (const old of all(".line", credit)) old.remove();
  credit.append(...lines);
  credit.querySelector(".ask").hidden = inSentence || lines.length > 0;
  credit.querySelector(".nobody").hidden = !inSentence || lines.length > 0;
}

function creditLine(label) {
  const line = document.createElement("p");
  const link = document.getElementById(`text-${label}`)?.cloneNode(true) ?? document.createElement("a");
  link.removeAttribute("id");
  link.classList.remove("chosen");
  line.className = "line";
  line.append(link, " ", cards.get(label).querySelector(".voiced").cloneNode(true));
  return line;
}

// The pane scrolls by itself where it stands beside the claims; on a narrow screen the page does.
function bringIntoView(element) {
  const scrolls = getComputedStyle(pane).overflowY === "auto";
  if (!pane.contains(element) || !scrolls) {
    element.scrollIntoView({ block: "center" });
    return;
  }
  const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollBy({ top: offset - pane.clientHeight / 4 });
}

function showInArticle(label, focus) {
  const mark = document.getElementById(`text-${label}`);
  if (!mark) return;
  choose([label]);
  tell([label], false);
  bringIntoView(mark);
  if (focus) mark.focus({ preventScroll: true });
}

function showCredited(labels, focus) {
  choose(labels);
  tell(labels, true);
  const card = cards.get(labels.at(-1));
  if (!card || card.hidden) return;
  // On a narrow screen the claims lie above the article: the answer stands where the reader is.
  if (focus || getComputedStyle(pane).overflowY === "auto") card.scrollIntoView({ block: "nearest" });
  if (focus) card.focus({ preventScroll: true });
}

function onClick(event) {
  const link = event.target.closest("a, summary, button, select, input, label");
  const shown = link?.hash ? labelOf(link.hash, "#text-") : null;
  const credited = link?.hash && link.classList.contains("note") ? labelOf(link.hash, "#claim-") : null;
  if (shown) {
    event.preventDefault();
    showInArticle(shown, true);
  } else if (credited && cards.has(credited)) {
    event.preventDefault();
    showCredited([credited], true);
    bringIntoView(cards.get(credited));
  } else if (!link && getSelection().isCollapsed) {
    onText(event.target);
  }
}

function onText(target) {
  const sentence = target.closest(".sentence");
  const card = target.closest(".claim");
  if (sentence) showCredited(claimsOf(target.closest("[data-claims]")), false);
  else if (card) showInArticle(card.dataset.claim, false);
}

// Letters without their marks: a search finds words with and without vowels and accents.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// What is open in the frame stands in the address as the filters do.
const opened = () => (reading && !reading.hidden ? [["open", reading.dataset.open]] : []);

function remember() {
  const chosen = new URLSearchParams([...[...new FormData(form)].filter(([, value]) => value), ...opened()]);
  const query = chosen.toString();
  try {
    history.replaceState(null, "", `${query ? `?${query}` : location.pathname}${location.hash}`);
  } catch {
    // A page without an address of its own keeps its choices to itself.
  }
}

function recall() {
  const asked = new URLSearchParams(location.search);
  for (const [name, value] of asked) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof Element)) continue;
    if (field.type === "checkbox") field.checked = true;
    else field.value = value;
    if (field.matches("select") && field.selectedIndex < 0) field.value = "";
  }
  sift();
  if (reading) reopen(asked.get("open"));
}

function sift() {
  const choices = [
    ...all("select", form).map((select) => select.selectedOptions[0]),
    ...all("input:checked", form),
  ].filter((choice) => choice.dataset.claims !== undefined);
  const sets = choices.map((choice) => new Set(claimsOf(choice)));
  const words = plain(form.elements.namedItem("text").value).split(/\s+/).filter(Boolean);
  const holds = (card) => words.every((word) => searched(card).includes(word));
  const kept = new Set([...cards].filter(([label, card]) => sets.every((set) => set.has(label)) && holds(card))
    .map(([label]) => label));
  for (const [label, card] of cards) card.hidden = !kept.has(label);
  for (const source of all("section.source")) source.hidden = !source.querySelector(".claim:not([hidden])");
  for (const piece of pieces) piece.classList.toggle("off", !claimsOf(piece).some((label) => kept.has(label)));
  for (const note of notes) note.classList.toggle("off", !kept.has(labelOf(note.id, "text-")));
  const shown = form.querySelector(".shown");
  shown.querySelector(".kept").textContent = kept.size;
  remember();
}

const isPart = (link) => link?.getAttribute("href")?.startsWith(reading.dataset.folder) ?? false;

function open(link) {
  const frame = reading.querySelector("iframe");
  reading.dataset.open = link.getAttribute("href").slice(reading.dataset.folder.length);
  reading.querySelector(".alone").href = link.href;
  frame.src = link.href;
  reading.hidden = false;
  document.body.classList.add("beside");
  remember();
}

// Nothing but what the sheet itself links to is opened.
function reopen(part) {
  const link = part && all("a").find((each) => each.getAttribute("href") === reading.dataset.folder + part);
  if (link && beside.matches) open(link);
}

function close() {
  reading.hidden = true;
  document.body.classList.remove("beside");
  remember();
}

// Where there is no room beside the sheet, a part of the annex is a page like any other.
function onPart(event) {
  const asked = event.target.closest("a, button, summary, select, input, label");
  const link = asked ?? (getSelection().isCollapsed ? event.target.closest(".claim")?.querySelector("a") : null);
  if (event.ctrlKey || event.metaKey || event.shiftKey || reading.contains(link) || !isPart(link)) return;
  choose([link.closest(".claim")?.dataset.claim]);
  if (beside.matches) {
    event.preventDefault();
    open(link);
  } else if (link !== asked) {
    location.assign(link.href);
  }
}

const texts = new Map();
function searched(card) {
  const said = all(".voiced, blockquote, .translation, .remark", card);
  if (!texts.has(card)) texts.set(card, plain(said.map((element) => element.textContent).join(" ")));
  return texts.get(card);
}

function start() {
  for (const card of cards.values()) {
    card.tabIndex = -1;
    card.dataset.ready = "";
  }
  if (credit) {
    credit.hidden = false;
    tell([], false);
    document.addEventListener("click", onClick);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      choose([]);
      tell([], false);
    });
  }
  if (reading) {
    document.addEventListener("click", onPart);
    reading.querySelector(".close").addEventListener("click", close);
  }
  if (form) {
    form.hidden = false;
    form.reset();
    recall();
    form.addEventListener("change", sift);
    form.elements.namedItem("text").addEventListener("input", sift);
    form.addEventListener("reset", () => setTimeout(sift));
    form.addEventListener("submit", (event) => event.preventDefault());
  }
}

start();
