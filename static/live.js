// One stream for all tabs of a browser: a browser opens only six connections to a host, and people keep more tabs than that.
// Runs as a shared worker, and as an ordinary module where there is none.

const QUIET = 45_000;

export function listen(tell) {
  let source;
  let heard = Date.now();
  let retry;
  let last = "";
  const on = (type) => (event) => {
    heard = Date.now();
    last = event.lastEventId || last;
    tell({ type, data: type === "ticket" ? JSON.parse(event.data) : null });
  };
  const open = () => {
    clearTimeout(retry);
    source?.close();
    // A stream opened anew goes on where the last one ended; one that only broke says so by itself.
    source = new EventSource(last ? `/live?after=${last}` : "/live");
    for (const type of ["hello", "ticket", "notice", "reload", "beat"]) source.addEventListener(type, on(type));
    source.onerror = () => {
      // Refused outright, the browser gives up for good; a broken line it mends by itself.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, 30_000 + Math.random() * 10_000);
    };
  };
  open();
  // A laptop that slept holds a dead line that looks open.
  setInterval(() => {
    if (Date.now() - heard > QUIET && source.readyState === EventSource.OPEN) open();
  }, 15_000);
}

// For a page: what is told to it, by the one stream of this browser.
export function connect(src, told) {
  if (!("SharedWorker" in globalThis)) return alone(told);
  let worker;
  const open = () => {
    worker = new SharedWorker(src, { type: "module", name: "ventanilla-live" });
    worker.port.onmessage = ({ data }) => told(data);
    worker.onerror = () => alone(told);
  };
  open();
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
  // Back from the browser's memory: what happened meanwhile was told to others.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    open();
    told({ type: "reload", data: null });
  });
}

// Without shared workers the tabs choose one among themselves, which listens for all.
function alone(told) {
  if (!navigator.locks || !("BroadcastChannel" in globalThis)) return listen(told);
  const channel = new BroadcastChannel("ventanilla-live");
  channel.onmessage = ({ data }) => told(data);
  navigator.locks.request("ventanilla-live", () => {
    listen((message) => {
      told(message);
      channel.postMessage(message);
    });
    return new Promise(() => {});
  });
}

if (typeof SharedWorkerGlobalScope !== "undefined" && self instanceof SharedWorkerGlobalScope) {
  const ports = new Set();
  let started = false;
  self.onconnect = ({ ports: [port] }) => {
    ports.add(port);
    port.onmessage = ({ data }) => data === "bye" && ports.delete(port);
    port.start();
    if (!started) {
      started = true;
      listen((message) => ports.forEach((p) => p.postMessage(message)));
    }
  };
}
