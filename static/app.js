// Every page. Nothing here is needed: without it forms send, photos arrive whole, and the server says what is wrong.

const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

// What is wrong comes first to a screen reader and a keyboard.
document.querySelector("[data-focus]")?.focus();

for (const button of $$("[data-print]")) button.addEventListener("click", () => print());

// A form is sent once. Buttons stay enabled: a disabled one would not be sent, and says nothing about why.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && !event.defaultPrevented) return event.preventDefault();
  if (form.method !== "post" || event.defaultPrevented) return;
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  // The answer may never come; then they may try again, with the same key.
  setTimeout(() => again(form), 15_000);
});
addEventListener("pageshow", () => $$("form[data-sent]").forEach(again));
function again(form) {
  delete form.dataset.sent;
  for (const busy of $$("[aria-busy]", form)) busy.removeAttribute("aria-busy");
}

// Whoever is signed in hears of what happens: the number on the bell follows it, and other scripts hear it as "live".
const live = document.querySelector("script[data-live]")?.dataset.live;
if (live) {
  const ring = later(async () => {
    const answer = await fetch("/bell").catch(() => null);
    if (answer?.status !== 200) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-bell]");
    for (const bell of $$("[data-bell]")) bell.replaceWith(fresh.cloneNode(true));
  }, 300);
  const told = (message) => {
    document.dispatchEvent(new CustomEvent("live", { detail: message }));
    if (message.type === "notice" || message.type === "reload") ring();
  };
  // After what the page itself needs.
  const start = () => import(live).then(({ connect }) => connect(live, told));
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

/* Live
   <div data-live="queue" data-live-src="/desk?state=new">: fetched again when any ticket changed; under the name ticket:1042 when that
   one did. The answer may be the whole page or the fragment; what has the same data-live is taken out of it.
   data-live-part="story": one of several of a page, fetched together. Each is drawn again when nobody is at it.
   data-live-wait="10": not sooner than so many seconds after the last time, and each minute also when nothing was told: time passes by
   itself. */
const BUSY = "input:not([type=checkbox], [type=radio]), textarea, select";
const regions = () => $$("[data-live][data-live-src]");
const planned = new Map();
const fetched = new Map();
const behind = new Set();
const held = new Map();
let moved = 0;
let watch;

document.addEventListener("live", ({ detail: { type, data } }) => {
  if (type === "ticket") changed(data.ticket);
  if (type === "reload") changed(null);
});
document.addEventListener("look", () => changed(null));
document.addEventListener("visibilitychange", () => document.hidden || behind.forEach(plan));
addEventListener("pointermove", () => (moved = performance.now()), { passive: true });
if (regions().some((r) => r.dataset.liveWait)) setInterval(() => regions().forEach((r) => r.dataset.liveWait && plan(r.dataset.liveSrc)), 60_000);

function changed(of) {
  for (const { dataset } of regions()) {
    if (of === null || !dataset.live.startsWith("ticket:") || dataset.live === `ticket:${of}`) plan(dataset.liveSrc);
  }
}

function plan(src) {
  if (planned.has(src)) return;
  const mine = regions().filter((r) => r.dataset.liveSrc === src);
  // Many tickets change together; a list is asked once for all of them.
  const soon = mine.every((r) => r.dataset.live.startsWith("ticket:")) ? 50 : 400 + Math.random() * 800;
  const wait = Math.max(0, ...mine.map((r) => Number(r.dataset.liveWait ?? 0))) * 1_000;
  const next = (fetched.get(src) ?? 0) + wait - performance.now();
  planned.set(src, setTimeout(() => refetch(src), Math.max(soon, next)));
}

async function refetch(src) {
  planned.delete(src);
  behind.delete(src);
  if (document.hidden) return void behind.add(src);
  fetched.set(src, performance.now());
  try {
    const answer = await fetch(src, { headers: { accept: "text/html" } });
    if (answer.redirected && new URL(answer.url).pathname.endsWith("/in")) return document.dispatchEvent(new Event("gone"));
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of regions().filter((r) => r.dataset.liveSrc === src)) {
      const { live: name, livePart: part } = region.dataset;
      const fresh = page.querySelector(`[data-live="${CSS.escape(name)}"]${part ? `[data-live-part="${CSS.escape(part)}"]` : ""}`);
      if (fresh) settle(region, fresh);
    }
  } catch {
    // Off line: the bar says so.
  }
}

// Rows under the pointer or the focus stay where they are: they are redrawn in place, and new ones wait behind a button.
function settle(region, fresh) {
  if (region.dataset.livePart) return part(region, fresh);
  const ids = (root) => $$(".row[id]", root).map((row) => row.id);
  const [old, now] = [ids(region), ids(fresh)];
  const touched = region.matches(":hover") || region.contains(document.activeElement) || region.querySelector(":checked, details[open]");
  if (!touched || (!old.length && !now.length && !region.contains(document.activeElement))) return swap(region, fresh);
  if (!old.length && !now.length) return pill(region, fresh, 1);
  for (const id of now.filter((i) => old.includes(i))) {
    const [was, is] = [region, fresh].map((root) => root.querySelector(`#${CSS.escape(id)}`));
    if (was.innerHTML === is.innerHTML || was.contains(document.activeElement) || was.querySelector(":checked")) continue;
    was.innerHTML = is.innerHTML;
    was.className = is.className;
  }
  for (const gone of old.filter((i) => !now.includes(i))) region.querySelector(`#${CSS.escape(gone)}`).classList.add("is-going");
  const fresher = now.filter((i) => !old.includes(i)).length;
  if (fresher || old.join() !== now.join()) pill(region, fresh, fresher || 1);
  else region.querySelector(":scope > .fresh")?.remove();
}

// A part waits for whoever is at it: has the focus in it, a form of it open or filled in, the pointer lately over it. On an owner's page
// nothing moves while they write.
function part(region, fresh) {
  const shown = region.cloneNode(true);
  shown.querySelector(":scope > .fresh")?.remove();
  held.delete(region);
  if (shown.innerHTML === fresh.innerHTML) return region.querySelector(":scope > .fresh")?.remove();
  if (!isUsed(region) && !isUnderPointer(region)) return swap(region, fresh);
  held.set(region, fresh);
  const said = [...held.keys()].some((r) => r.querySelector(":scope > .fresh"));
  if (isUsed(region) && region.dataset.liveNewOne && !said) pill(region, fresh, 1);
  watch ??= setInterval(release, 1_000);
}

function release() {
  for (const [region, fresh] of held) {
    if (region.isConnected && (isUsed(region) || isUnderPointer(region))) continue;
    if (region.isConnected) swap(region, fresh);
    held.delete(region);
  }
  if (!held.size) watch = clearInterval(watch);
}

function isUsed(region) {
  const at = document.activeElement;
  const writes = document.documentElement.classList.contains("owner") && at?.matches(BUSY);
  const filled = $$("textarea, :checked", region).some((f) => f.value);
  return writes || filled || region.contains(at) || Boolean(region.querySelector("details[open] form"));
}

// One that was left lying there is at nothing.
function isUnderPointer(region) {
  return performance.now() - moved < 20_000 && region.matches(":hover");
}

function swap(region, fresh) {
  const top = region.closest(".pane")?.scrollTop;
  const focus = region.contains(document.activeElement) ? document.activeElement.closest("[id]")?.id : null;
  const open = $$("details", region).map((d) => d.open);
  region.replaceChildren(...fresh.childNodes);
  const folds = $$("details", region);
  if (folds.length === open.length) folds.forEach((d, i) => (d.open ||= open[i] && !d.querySelector("form")));
  $$("textarea[data-most]", region).forEach(counted);
  if (focus) document.getElementById(focus)?.querySelector("a, button")?.focus();
  if (top !== undefined) region.closest(".pane").scrollTop = top;
}

function pill(region, fresh, n) {
  let button = region.querySelector(":scope > .fresh");
  if (!button) {
    button = Object.assign(document.createElement("button"), { type: "button", className: "fresh" });
    region.prepend(button);
  }
  button.textContent = n === 1 ? region.dataset.liveNewOne : region.dataset.liveNew.replace("#", n);
  button.onclick = () => {
    held.delete(region);
    swap(region, fresh);
    region.querySelector(".row-link")?.focus();
  };
  const said = document.getElementById("said");
  if (said) said.textContent = button.textContent;
  else button.setAttribute("role", "status");
}

// Characters as people count them, shown from three quarters on.
const parts = globalThis.Intl?.Segmenter && new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });
const count = (text) => (parts ? [...parts.segment(text)].length : [...text].length);
const figures = new Intl.NumberFormat(document.documentElement.lang);
function counted(area) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line) return;
  const most = Number(area.dataset.most);
  const limits = line.textContent;
  const show = () => {
    // A cheap upper bound first: counting graphemes of a long text at every key is felt.
    const used = area.value.length < most * 0.6 ? 0 : count(area.value.trim().replace(/\r\n/g, "\n"));
    const left = most - used;
    const over = left < 0;
    line.classList.toggle("is-over", over);
    if (used < most * 0.75) line.textContent = limits;
    else line.textContent = words(line.dataset, over ? "over" : "left", Math.abs(left));
  };
  line.setAttribute("role", "status");
  area.addEventListener("input", later(show, 300));
  show();
}
$$("textarea[data-most]").forEach(counted);
function words(data, key, n) {
  return n === 1 ? data[`${key}One`] : data[key].replace("#", figures.format(n));
}
function later(task, wait) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(task, wait);
  };
}

// Photos: made small before they travel, shown before they are sent, taken back one by one.
const LONGEST = 1600;
const HEAVIEST = 400 * 1024;
for (const field of $$("[data-photos]")) {
  const input = field.querySelector("input[type=file]");
  const most = Number(field.dataset.photos);
  const list = document.createElement("ul");
  list.className = "shots";
  list.hidden = true;
  input.after(list);
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  list.after(said);
  let chosen = [];

  // The label is the button: what the browser writes beside its own is in the browser's language, not the page's.
  if (document.documentElement.classList.contains("owner")) {
    field.classList.add("picks");
    field.addEventListener("dragover", (event) => event.preventDefault());
    field.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
    });
  }

  input.addEventListener("change", async () => {
    const fresh = [...input.files].filter((file) => !chosen.some((c) => c.from === key(file)));
    said.textContent = field.dataset.preparing;
    for (const file of fresh) {
      if (chosen.length >= most) break;
      chosen.push({ from: key(file), file: await shrink(file) });
    }
    said.textContent = "";
    draw();
  });

  function draw() {
    const bag = new DataTransfer();
    for (const { file } of chosen) bag.items.add(file);
    input.files = bag.files;
    for (const img of $$("img", list)) URL.revokeObjectURL(img.src);
    list.replaceChildren(...chosen.map(shot));
    list.hidden = chosen.length === 0;
  }

  function shot({ file }, at) {
    const item = document.createElement("li");
    item.className = "shot";
    if (file.type.startsWith("image/")) {
      const img = new Image();
      img.alt = file.name;
      img.src = URL.createObjectURL(file);
      item.append(img);
    } else item.append(file.name);
    const away = document.createElement("button");
    away.type = "button";
    away.className = "plain";
    away.textContent = field.dataset.remove;
    away.setAttribute("aria-label", `${field.dataset.remove}: ${file.name}`);
    away.addEventListener("click", () => {
      chosen.splice(at, 1);
      draw();
      (list.querySelectorAll("button")[Math.min(at, chosen.length - 1)] ?? input).focus();
    });
    item.append(away);
    return item;
  }
}
const key = (file) => `${file.name}/${file.size}/${file.lastModified}`;

// The same photo, no longer than 1600 px and, if it can be, no heavier than 400 kB. What cannot be read goes as it is:
// the server looks again and says what is wrong with it.
async function shrink(file) {
  if (!file.type.startsWith("image/") || file.size <= HEAVIEST) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    for (const quality of [0.85, 0.75, 0.6]) {
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (blob && (blob.size <= HEAVIEST || quality === 0.6) && blob.size < file.size) {
        return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
      }
    }
  } catch {
    // Too large for this device's memory, or not a picture.
  }
  return file;
}

// What was written stays on this device until it is sent: <form data-draft="name">. Offered, never put back unasked.
const KEEP_FOR = 14 * 24 * 3600 * 1000;
const shelf = (() => {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
})();
const drafts = $$("form[data-draft]");
if (shelf) {
  for (const form of drafts) keep(form);
  // Sent and answered: the page that came after has no such form.
  for (const name of Object.keys(shelf).filter((n) => n.startsWith("draft:"))) {
    const { at, sent } = read(name) ?? {};
    const here = drafts.some((form) => name === `draft:${form.dataset.draft}`);
    if (!at || Date.now() - at > KEEP_FOR || (sent && !here)) shelf.removeItem(name);
  }
  for (const out of $$('form[action="/out"]')) {
    out.addEventListener("submit", () => Object.keys(shelf).filter((n) => n.startsWith("draft:")).forEach((n) => shelf.removeItem(n)));
  }
}
function read(name) {
  try {
    return JSON.parse(shelf.getItem(name));
  } catch {
    return null;
  }
}
function typed(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!field.name || ["hidden", "file", "password", "submit", "button"].includes(field.type)) continue;
    if (field.closest("[data-kept]")) continue; // the server keeps those, and not for long
    if (["radio", "checkbox"].includes(field.type)) {
      if (field.checked) (fields[field.name] ??= []).push(field.value);
    } else if (field.value.trim()) fields[field.name] = [field.value];
  }
  return fields;
}
function keep(form) {
  const name = `draft:${form.dataset.draft}`;
  const asDrawn = JSON.stringify(typed(form));
  const save = (sent) => {
    const fields = typed(form);
    try {
      if (JSON.stringify(fields) !== asDrawn) shelf.setItem(name, JSON.stringify({ at: Date.now(), sent, fields }));
    } catch {
      // Full, or private browsing: the page works without.
    }
  };
  const arrived = read(name)?.sent && document.querySelector(".flash");
  if (arrived) shelf.removeItem(name);
  const found = read(name);
  const said = document.body.dataset;
  if (found?.fields && JSON.stringify(found.fields) !== asDrawn && said.draftFound) {
    const bar = document.createElement("div");
    bar.className = "kept";
    bar.append(Object.assign(document.createElement("span"), { textContent: said.draftFound }));
    const offer = (text, task) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: text });
      button.addEventListener("click", () => {
        task();
        bar.remove();
      });
      bar.append(button);
    };
    offer(said.draftRestore, () => put(form, found.fields));
    offer(said.draftDrop, () => shelf.removeItem(name));
    form.prepend(bar);
  }
  const soon = later(() => form.dataset.sent || save(false), 500);
  form.addEventListener("input", soon);
  form.addEventListener("submit", () => save(true));
  addEventListener("pagehide", () => form.dataset.sent || save(false));
}
function put(form, fields) {
  for (const field of form.elements) {
    const values = fields[field.name];
    if (!values) continue;
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else if (!["hidden", "file", "password", "submit", "button"].includes(field.type)) field.value = values[0];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  form.querySelector("textarea, input:not([type=hidden])")?.focus();
}
