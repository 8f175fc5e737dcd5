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

// Characters as people count them, shown from three quarters on.
const parts = globalThis.Intl?.Segmenter && new Intl.Segmenter(document.documentElement.lang, { granularity: "grapheme" });
const count = (text) => (parts ? [...parts.segment(text)].length : [...text].length);
const figures = new Intl.NumberFormat(document.documentElement.lang);
for (const area of $$("textarea[data-most]")) {
  const line = document.getElementById(`${area.id}-count`);
  if (!line) continue;
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
  const soon = later(() => save(false), 500);
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
