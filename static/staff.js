// Pages of the people who work here: keys, live rows, drafts kept by the server. Nothing here is needed: every key has a
// link or a button, every row is there after a reload.

const main = document.getElementById("main");
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = (words) => (document.getElementById("said").textContent = words);

/* Keys
   data-key="r" on a link, button or field: pressed alone, r follows, presses or focuses it. data-key="g u": g, then u; inside of
   data-keys-of="g" u alone. data-key="Enter": while nothing that Enter belongs to has the focus. data-rows: j and k walk its .row-link; x ticks the .row-pick of the row; d opens it with the form that sends it elsewhere. Letters sleep while something is typed in, and
   altogether after they were switched off; Ctrl+Enter, Ctrl+K and Esc always work. */
const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";
const letters = main?.dataset.keys !== "off";
let before = "";
let forget;

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.isComposing) return;
  if ((event.ctrlKey || event.metaKey) && key === "Enter" && target.form) {
    event.preventDefault();
    target.form.requestSubmit(target.form.querySelector("button.main"));
    return;
  }
  if ((event.ctrlKey || event.metaKey) && key.toLowerCase() === "k" && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    return commands();
  }
  if (key === "Escape") return back(target);
  if (!letters || event.ctrlKey || event.metaKey || event.altKey || target.closest?.(TYPING) || target.closest?.("dialog")) return;
  // Enter and space belong to what has the focus; a key held down is pressed once.
  if (event.repeat && !"jk".includes(key)) return;
  if (key === "Enter" ? target.closest?.("a, button, input, select, summary") : key === " " || key.length > 2) return;
  const within = target.closest?.("[data-keys-of]")?.dataset.keysOf;
  if (within && !before && act(`${within} ${key}`, event)) return;
  const said = before ? `${before} ${key}` : key;
  if (act(said, event)) return;
  clearTimeout(forget);
  before = said === "g" || $$("[data-key]").some((e) => e.dataset.key.startsWith(`${said} `)) ? said : "";
  forget = setTimeout(() => (before = ""), 1500);
});

// Where g leads from every page, as the desk's own list of views says it.
const VIEWS = { u: "untriaged", r: "review", l: "late", m: "mine", w: "waiting", d: "resolved", a: "all" };
const place = (href) => document.querySelector(`.top-nav a[href="${href}"]`);

function act(said, event) {
  const done = () => {
    before = "";
    event.preventDefault();
    return true;
  };
  const known = $$(`[data-key="${CSS.escape(said)}"]`);
  const folded = (e) => e.matches("input") && e.closest("details:not([open])");
  const marked = known.find((e) => e.getClientRects().length) ?? known.findLast(folded);
  if (marked) {
    if (folded(marked)) marked.closest("details").open = true;
    if (marked.matches(TYPING)) {
      marked.focus();
      marked.select?.();
    } else press(marked);
    return done();
  }
  const view = said.startsWith("g ") && VIEWS[said.slice(2)];
  if (view && place("/desk")) return (location.href = `/desk?view=${view}`), done();
  if (before || said.includes(" ")) return false;
  if (said === "c" && place("/desk/new")) return place("/desk/new").click(), done();
  if (said === "j" || said === "k") return walk(said === "j" ? 1 : -1), done();
  if (said === "x" || said === "X") return pick(said === "X"), done();
  if (said === "?") return (location.href = "/desk/keys"), done();
  if (said === "d") return elsewhere() && done();
  if (said === "/") return document.getElementById("find")?.focus(), done();
  return false;
}

// A form that a key opens has the focus; so has a choice that a key makes. One that is open already keeps open.
function press(marked) {
  if (marked.matches("input")) marked.focus();
  const form = marked.matches("summary") && marked.parentElement;
  if (!form?.open) marked.click();
  if (!form?.open) return;
  const first = form.querySelector("input:not([type=hidden]), select, textarea");
  (form.querySelector(`[name="${CSS.escape(first?.name ?? "")}"]:checked`) ?? first)?.focus();
}

// A page that was asked for one of its forms begins in its first choice, as if the form's key had been pressed here.
const asked = document.querySelector("summary[data-focus]");
if (asked) press(asked);

// What the last page did is said once this one is there, and can be taken back for a while without looking for it.
const done = document.querySelector(".flash");
if (done) {
  const undo = done.querySelector(".undo");
  setTimeout(() => say([done.querySelector("p").textContent, undo?.dataset.hint].join(" ")), 300);
  if (undo) setTimeout(() => undo.matches(":hover, :focus-within") || undo.remove(), 10_000);
}

// The row at hand, opened with the form that sends it to another department.
function elsewhere() {
  const row = document.activeElement?.closest("[data-rows] .row") ?? document.querySelector("[data-rows] .row.is-open");
  const link = row?.querySelector(".row-link");
  if (link) location.href = `${link.href}?act=route`;
  return Boolean(link);
}

// One level back: out of a field, out of a menu. What was written stays where it is.
function back(target) {
  const menu = target.closest?.("details[open]");
  if (menu?.classList.contains("who")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (target.matches?.(TYPING)) target.blur();
}
document.addEventListener("click", ({ target }) => {
  for (const menu of $$("details.who[open]")) if (!menu.contains(target)) menu.open = false;
});

function walk(step) {
  const links = $$("[data-rows] .row-link");
  if (!links.length) return;
  const open = links.findIndex((l) => l.closest(".is-open"));
  const at = links.indexOf(document.activeElement);
  const from = at >= 0 ? at : open >= 0 ? open : step > 0 ? -1 : links.length;
  const next = links[Math.min(links.length - 1, Math.max(0, from + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

let lastPicked = null;
function pick(range) {
  const boxes = $$("[data-rows] .row-pick");
  const box = document.activeElement?.closest(".row")?.querySelector(".row-pick");
  if (!box) return;
  box.checked = !box.checked;
  if (range && lastPicked && boxes.includes(lastPicked)) {
    const [a, b] = [boxes.indexOf(lastPicked), boxes.indexOf(box)].sort((m, n) => m - n);
    for (const between of boxes.slice(a, b + 1)) between.checked = box.checked;
  }
  lastPicked = box;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

/* Ctrl+K: everything on the page that can be followed or pressed, by its name; the page's own before what every page has. */
function commands() {
  if (document.querySelector("dialog.commands[open]")) return;
  const named = (root) => $$("a[href], button:not([type=button]), summary, label[data-key]", root);
  const all = [...new Set([...named(document.getElementById("main")), ...named(document.body)])]
    .filter((e) => e.getClientRects().length && !e.closest("[data-rows], dialog, .languages, .skip, .mark, .who > summary"))
    .map((e) => ({ name: (e.getAttribute("aria-label") ?? [...e.childNodes].filter((n) => n.nodeName !== "KBD" && !n.ariaHidden).map((n) => n.textContent).join(" ")).trim().replace(/\s+/g, " "), key: e.dataset.key ?? "", e }))
    .filter((c, i, list) => c.name && list.findIndex((d) => d.name === c.name) === i);
  const dialog = document.createElement("dialog");
  dialog.className = "commands";
  const box = Object.assign(document.createElement("input"), { className: "box", type: "search", autocomplete: "off" });
  box.setAttribute("aria-label", document.querySelector('label[for="find"]')?.textContent ?? "");
  const list = document.createElement("ul");
  list.className = "menu-list";
  dialog.append(box, list);
  const plain = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const show = () => {
    const wanted = plain(box.value);
    list.replaceChildren(
      ...all
        .filter((c) => plain(c.name).includes(wanted))
        .slice(0, 12)
        .map((c) => {
          const item = document.createElement("li");
          const button = Object.assign(document.createElement("button"), { type: "button", textContent: c.name });
          if (c.key) button.append(Object.assign(document.createElement("kbd"), { textContent: c.key }));
          button.addEventListener("click", () => {
            dialog.close();
            c.e.focus();
            press(c.e);
          });
          item.append(button);
          return item;
        }),
    );
  };
  box.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    const buttons = $$("button", list);
    const at = buttons.indexOf(document.activeElement);
    if (event.key === "Enter" && at < 0) {
      event.preventDefault();
      buttons[0]?.click();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const to = at + (event.key === "ArrowDown" ? 1 : -1);
      (buttons[to] ?? box).focus();
    }
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  show();
  dialog.showModal();
}

/* The stream that app.js follows, and what happens when it goes quiet. */
const QUIET = 45_000;
let heard = Date.now();
let poll;

const look = () => document.dispatchEvent(new Event("look"));

function told() {
  heard = Date.now();
  stale(false);
}

function stale(is) {
  const bar = document.getElementById("stale");
  if (!bar || is === !bar.hidden) return;
  if (is) {
    const since = new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format(heard);
    bar.querySelector("p").textContent = bar.dataset.words.replace("{time}", since);
    const again = () => {
      look();
      poll = setTimeout(again, 30_000 + Math.random() * 10_000);
    };
    poll = setTimeout(again, Math.random() * 10_000);
  } else {
    clearTimeout(poll);
    look();
  }
  bar.hidden = !is;
}

document.addEventListener("live", told);
document.addEventListener("gone", () => stale(true));
// A hidden tab's timers are slowed, not wrong: what counts is when something was last heard.
if (document.querySelector("[data-live-src]")) setInterval(() => stale(Date.now() - heard > QUIET), 5_000);

/* Drafts: <textarea data-draft-place="ticket:1042:reply"> is kept by the server three seconds after a change. */
for (const area of $$("textarea[data-draft-place]")) {
  let kept = area.value;
  let timer;
  const body = () => new URLSearchParams({ place: area.dataset.draftPlace, body: area.value, key: area.form?.elements.key?.value ?? "" });
  const save = async () => {
    clearTimeout(timer);
    timer = null;
    if (area.value === kept || area.form?.dataset.sent) return;
    const now = area.value;
    try {
      const answer = await fetch("/drafts", { method: "POST", body: body() });
      if (answer.status === 409) return; // sent meanwhile
      if (!answer.ok) throw new Error(answer.status);
      kept = now;
      if (area.dataset.draftSaved) say(area.dataset.draftSaved);
    } catch {
      timer = setTimeout(save, 10_000);
    }
  };
  area.addEventListener("input", () => (timer ??= setTimeout(save, 3_000)));
  area.addEventListener("blur", save);
  addEventListener("pagehide", () => {
    if (area.value !== kept && !area.form?.dataset.sent) navigator.sendBeacon("/drafts", body());
  });
}

// A row whose form was sent greys at once; the answer decides what becomes of it.
document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (!defaultPrevented) target.closest(".row")?.classList.add("is-going");
});
