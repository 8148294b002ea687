// Conveniences only: the page reads without them. Keys, search, copying, highlights, ribbons, scrolling together.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};

// ---- A word to the reader -------------------------------------------------------------------------------------
const toast = make("p", { class: "toast", role: "status", "aria-live": "polite" });
document.body.append(toast);
let toastTimer;
const say = (words) => {
  toast.textContent = words;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.textContent = ""; }, 2600);
};

// ---- Texts: which two, and the exact characters a link leads to -------------------------------------------------
const panes = $(".panes");
const chosen = (side) => $(`input[name=${side}]:checked`)?.value;
const choose = (side, letter) => {
  const input = document.getElementById(`${side}-${letter}`);
  if (input) input.checked = true;
};
const showText = (letter) => {
  if (chosen("left") !== letter && chosen("right") !== letter) choose("left", letter);
  drawSoon();
};
const highlight = (id, end) => {
  $$(".hit").forEach((node) => node.classList.remove("hit"));
  let node = document.getElementById(id);
  for (; node; node = node.nextElementSibling) {
    const start = Number(node.id.split("-")[1]);
    if (node.id && start >= end) break;
    if (node.id) node.classList.add("hit");
  }
};
const follow = (link) => {
  const id = link.getAttribute("href").slice(1);
  const target = document.getElementById(id);
  const text = target?.closest(".text");
  if (!text) return;
  showText(text.dataset.letter);
  if (link.dataset.end) highlight(id, Number(link.dataset.end));
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  follow(link);
  const tab = { "#points-shared": "shared", "#points-differ": "differ", "#points-single": "single" }[link.getAttribute("href")];
  if (tab) document.getElementById(`tab-${tab}`).checked = true;
});

// ---- Ribbons between the two texts, and scrolling them together --------------------------------------------------
const SVG = "http://www.w3.org/2000/svg";
const svg = document.createElementNS(SVG, "svg");
svg.setAttribute("class", "ribbons");
svg.setAttribute("aria-hidden", "true");
panes?.append(svg);
const wide = matchMedia("(min-width: 60rem)");
const pair = () => ["left", "right"].map((side) => document.getElementById(`text-${chosen(side)}`));
const joints = (left, right) => {
  const firsts = (text) => {
    const found = new Map();
    for (const node of $$("[data-p]", text)) {
      for (const point of node.dataset.p.split(" ")) if (!found.has(point)) found.set(point, node);
    }
    return found;
  };
  const there = firsts(right);
  return [...firsts(left)].filter(([point]) => there.has(point)).map(([point, node]) => [point, node, there.get(point)]);
};
// The runs that stand in both texts: top and bottom in each.
const blocks = (left, right) => {
  const extents = (text) => {
    const found = new Map();
    for (const node of $$("[data-c]", text)) {
      const { top, bottom } = node.getBoundingClientRect();
      for (const run of node.dataset.c.split(" ")) found.set(run, [Math.min(top, found.get(run)?.[0] ?? top), Math.max(bottom, found.get(run)?.[1] ?? bottom)]);
    }
    return found;
  };
  const there = extents(right);
  return [...extents(left)].filter(([run]) => there.has(run)).map(([run, extent]) => [extent, there.get(run)]);
};
const middle = (node) => {
  const box = node.getClientRects()[0] ?? node.getBoundingClientRect();
  return box.top + box.height / 2;
};
const draw = () => {
  svg.replaceChildren();
  if (!panes || !wide.matches) return;
  const [left, right] = pair();
  if (!left || !right || left === right) return;
  const frame = panes.getBoundingClientRect();
  const [from, to] = [left.getBoundingClientRect(), right.getBoundingClientRect()];
  const [x1, x2] = [from.right - frame.left, to.left - frame.left];
  const within = (y, box) => y >= box.top && y <= box.bottom;
  const clamp = (y, box) => Math.min(Math.max(y, box.top), box.bottom) - frame.top;
  const shape = (name, d) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    svg.append(path);
    return path;
  };
  for (const [point, one, other] of joints(left, right)) {
    const [y1, y2] = [middle(one), middle(other)];
    // A ribbon whose two ends are both scrolled away says nothing; one end in sight leads to the edge of the other.
    if (!within(y1, from) && !within(y2, to)) continue;
    const [a, b] = [clamp(y1, from), clamp(y2, to)];
    const differs = document.getElementById(`p${point}`)?.closest(".point")?.classList.contains("differs");
    const curve = `M${x1} ${a}C${(x1 + x2) / 2} ${a} ${(x1 + x2) / 2} ${b} ${x2} ${b}`;
    shape(differs ? "ribbon differs" : "ribbon", curve).dataset.point = point;
  }
  // What one has word for word from the other is one block: a band as high as its runs.
  for (const [one, other] of blocks(left, right)) {
    if (!within(one[0], from) && !within(one[1], from) && !within(other[0], to) && !within(other[1], to)) continue;
    const [a, b] = one.map((y) => clamp(y, from));
    const [c, d] = other.map((y) => clamp(y, to));
    const half = (x1 + x2) / 2;
    shape("band", `M${x1} ${a}C${half} ${a} ${half} ${c} ${x2} ${c}V${d}C${half} ${d} ${half} ${b} ${x1} ${b}Z`);
  }
};
let frameAsked = 0;
const drawSoon = () => {
  cancelAnimationFrame(frameAsked);
  frameAsked = requestAnimationFrame(draw);
};
let led; // the pane that the reader moves; the other follows and must not lead back
for (const kind of ["pointerenter", "focusin", "wheel", "touchstart"]) {
  $$(".text").forEach((text) => text.addEventListener(kind, () => { led = text; }, { passive: true }));
}
const together = (text) => {
  const [left, right] = pair();
  if (text !== led || !left || !right || left === right || !wide.matches) return;
  const other = text === left ? right : left;
  const offset = (node, box) => middle(node) - box.getBoundingClientRect().top + box.scrollTop;
  const ends = [[0, 0], [text.scrollHeight, other.scrollHeight]];
  const anchors = joints(left, right).map(([, one, two]) =>
    text === left ? [offset(one, left), offset(two, right)] : [offset(two, right), offset(one, left)]);
  const steps = [...ends, ...anchors].sort((a, b) => a[0] - b[0]);
  const at = text.scrollTop + text.clientHeight / 2;
  const next = Math.max(1, steps.findIndex(([here]) => here >= at));
  const [[a, b], [c, d]] = [steps[next - 1], steps[next]];
  other.scrollTop = b + (c > a ? (at - a) / (c - a) : 0) * (d - b) - other.clientHeight / 2;
};
$$(".text").forEach((text) => text.addEventListener("scroll", () => { together(text); drawSoon(); }, { passive: true }));
$(".choose")?.addEventListener("change", drawSoon);
addEventListener("resize", drawSoon);
new ResizeObserver(drawSoon).observe(document.body);

// ---- Search ---------------------------------------------------------------------------------------------------
const search = make("input", { type: "search", placeholder: "Search the evidence", "aria-label": "Search points, differences and statements" });
const found = make("span", { role: "status" });
const help = make("button", { type: "button" }, "Keys ?");
$("#points .tabs")?.after(make("div", { class: "bar" }, search, found, help));
const items = () => $$(".item");
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map();
search.addEventListener("input", () => {
  const wanted = fold(search.value.trim());
  let hits = 0;
  for (const item of items()) {
    if (!texts.has(item)) {
      const speaker = $("h3, h4", item.closest(".speaker") ?? item)?.textContent ?? "";
      texts.set(item, fold(`${speaker} ${item.textContent}`));
    }
    const matches = !wanted || texts.get(item).includes(wanted);
    item.classList.toggle("unmatched", !matches);
    hits += wanted && matches ? 1 : 0;
    if (wanted && matches) for (let box = item.parentElement?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  }
  found.textContent = wanted ? `${hits} found` : "";
});

// ---- Keys -----------------------------------------------------------------------------------------------------
let current = null;
const seen = (item) => item.checkVisibility?.() ?? item.offsetParent !== null;
const move = (step) => {
  const list = items().filter(seen);
  if (!list.length) return;
  const place = list.indexOf(current);
  select(list[place < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(place + step, 0), list.length - 1)]);
};
const select = (item) => {
  current?.classList.remove("now");
  current = item;
  item.classList.add("now");
  const focus = $(":scope > details > summary", item) ?? item;
  focus.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
};
const open = () => {
  const details = $(":scope > details", current);
  const link = $("a.pt", current) ?? $("a.in, a.let", current);
  const point = link?.matches(".card a.pt") && document.querySelector(link.getAttribute("href"))?.closest(".item");
  if (details) details.open = !details.open;
  else if (point) {
    document.getElementById("tab-all").checked = true;
    for (let box = $(":scope > details", point); box; box = box.parentElement?.closest("details")) box.open = true;
    select(point);
  } else link?.click();
};
// The first two that tell the item; asked again, the first beside the next one, round and round.
let asked = { item: null, times: 0 };
const sideBySide = () => {
  asked = { item: current, times: asked.item === current ? asked.times + 1 : 0 };
  const [one, ...others] = (current?.dataset.pair ?? "").split(" ").filter(Boolean);
  if (one) choose("left", one);
  if (others.length) choose("right", others[asked.times % others.length]);
  else if (chosen("right") === chosen("left")) choose("right", $$("input[name=right]").find((input) => !input.checked)?.value);
  const first = current && $("a.in", current);
  drawSoon();
  $("#texts").scrollIntoView({ block: "start" });
  if (first) {
    highlight(first.getAttribute("href").slice(1), Number(first.dataset.end));
    const node = document.getElementById(first.getAttribute("href").slice(1));
    const text = node?.closest(".text");
    if (text) { led = text; text.scrollTop = node.offsetTop - text.offsetTop - text.clientHeight / 3; text.focus({ preventScroll: true }); }
  }
};
const copy = async (words) => {
  try {
    await navigator.clipboard.writeText(words);
    say("Citation copied");
  } catch {
    // Opened from a file, the page may have no clipboard: select the words, so that one key copies them.
    say("Press Ctrl+C to copy the citation");
    return false;
  }
  return true;
};
const cite = async () => {
  const box = current && $(".cite", current);
  if (!box) return say("Nothing to cite here: choose an item with j or k");
  if (!(await copy($("p", box).textContent))) {
    const details = $(":scope > details", current);
    if (details) details.open = true;
    box.open = true;
    getSelection().selectAllChildren($("p", box));
  }
};
document.addEventListener("toggle", (event) => {
  const box = event.target;
  if (!box.open || !box.matches?.(".cite") || $("button", box)) return;
  const button = make("button", { type: "button" }, "Copy");
  button.addEventListener("click", () => copy($("p", box).textContent));
  box.append(make("span", { class: "bar" }, button));
}, true);

const keys = [
  ["j k", "next, previous item"], ["Enter", "open or close it"], ["s", "side by side; again: with the next"], ["c", "copy its citation"],
  ["/", "search"], ["?", "these keys"],
];
const close = make("button", { type: "button" }, "Close");
const dialog = make("dialog", { "aria-label": "Keys" }, make("h3", {}, "Keys"),
  make("dl", {}, ...keys.flatMap(([key, meaning]) => [make("dt", {}, key), make("dd", {}, meaning)])), close);
close.addEventListener("click", () => dialog.close());
help.addEventListener("click", () => dialog.showModal());
document.body.append(dialog);

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
  if (event.target.matches?.("input[type=search], textarea")) {
    if (event.key === "Escape") { search.value = ""; search.dispatchEvent(new Event("input")); search.blur(); }
    return;
  }
  const act = { j: () => move(1), k: () => move(-1), s: sideBySide, c: cite, "?": () => dialog.showModal(), "/": () => { search.scrollIntoView({ block: "center" }); search.focus(); } }[event.key];
  if (act) { event.preventDefault(); act(); return; }
  // A focused summary or link answers Enter by itself.
  if (event.key === "Enter" && current && event.target === current) { event.preventDefault(); open(); }
});
document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.(".item");
  if (item && item !== current) { current?.classList.remove("now"); current = item; item.classList.add("now"); }
});

// ---- Where the reader is, and print ------------------------------------------------------------------------------
const here = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const link = $(`.contents a[href="#${entry.target.id}"]`);
    link?.classList.toggle("here", entry.isIntersecting);
  }
}, { rootMargin: "-20% 0px -75% 0px" });
$$("main > section").forEach((section) => here.observe(section));
let closed = [];
addEventListener("beforeprint", () => { closed = $$("details:not([open])"); closed.forEach((box) => { box.open = true; }); });
addEventListener("afterprint", () => { closed.forEach((box) => { box.open = false; }); });

if (location.hash) {
  const text = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".text");
  if (text) showText(text.dataset.letter);
}
drawSoon();
