// One stream for all tabs of a browser: a browser opens only six connections to a host, and people keep more tabs than that.
// Runs as a shared worker, and as an ordinary module where there is none.

const QUIET = 45_000;

export function listen(tell) {
  let source;
  let heard = Date.now();
  let retry;
  const on = (type) => (event) => {
    heard = Date.now();
    tell({ type, data: type === "ticket" ? JSON.parse(event.data) : null });
  };
  const open = () => {
    clearTimeout(retry);
    source?.close();
    source = new EventSource("/live");
    for (const type of ["hello", "ticket", "reload", "beat"]) source.addEventListener(type, on(type));
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
