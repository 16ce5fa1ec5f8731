// The connection to the preview: states come as server-sent events, and one that broke is made again.

const GRACE = 600; // a break that is mended at once is not told
const ENDED = 8000; // after that long the preview has probably ended
const PAUSE = 1000; // a browser does not try again after an answer that is no stream of events

export function connect(address, received, changed, reviewed) {
  let waiting = [];

  function mended() {
    waiting.forEach(clearTimeout);
    waiting = [];
    changed("open");
  }

  function broken() {
    if (waiting.length) return;
    waiting = [setTimeout(() => changed("lost"), GRACE), setTimeout(() => changed("ended"), ENDED)];
  }

  function open() {
    const source = new EventSource(address);
    source.addEventListener("open", mended);
    source.addEventListener("state", (event) => received(JSON.parse(event.data)));
    source.addEventListener("reviews", reviewed);
    source.addEventListener("error", () => {
      broken();
      if (source.readyState === EventSource.CLOSED) setTimeout(open, PAUSE);
    });
  }

  open();
}
