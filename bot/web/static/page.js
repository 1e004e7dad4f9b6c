// Times in the visitor's own zone, and a countdown that runs. Without this the page says the same, standing still.
"use strict";
(() => {
  const root = document.documentElement;
  // A server whose clock was set to another day is believed about what day it is: at the moment at which its page comes.
  // A page out of the browser's cache (a tab that was put back, say) was made some time ago, and tells of no clock.
  const [visit] = performance.getEntriesByType("navigation") ?? [];
  const apart = Date.parse(root.dataset.now) - Date.now();
  let skew = visit?.transferSize > 0 && Math.abs(apart) > 600000 ? apart : 0;
  try {
    if (visit?.transferSize > 0) sessionStorage.setItem("skew", skew);
    else skew = Number(sessionStorage.getItem("skew"));
  } catch {
    // Nothing may be remembered here; then this computer's clock has to do.
  }
  const now = () => Date.now() + skew;

  // What stood here for an hour may be told otherwise by now: it is asked for again when somebody looks at it.
  const renew = () => {
    const old = Math.abs(now() - Date.parse(root.dataset.now)) > 3600000;
    if (!old || document.visibilityState !== "visible" || !navigator.onLine) return;
    try {
      if (Date.now() - Number(sessionStorage.getItem("renewed")) < 60000) return;
      sessionStorage.setItem("renewed", Date.now());
    } catch {
      return;
    }
    location.reload();
  };
  document.addEventListener("visibilitychange", renew);
  window.addEventListener("pageshow", renew);

  const own = new Intl.DateTimeFormat("en-GB", {
    weekday: "long", day: "numeric", month: "long", year: "numeric",
    hour: "2-digit", minute: "2-digit", timeZoneName: "short",
  });
  for (const time of document.querySelectorAll("time[data-moment]")) {
    const moment = Date.parse(time.dateTime);
    if (Number.isNaN(moment)) continue;
    time.title = time.textContent;
    time.textContent = own.format(moment).replace(" at ", ", ");
  }

  const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  for (const place of document.querySelectorAll("[data-until]")) {
    const moment = Date.parse(place.dataset.until);
    if (Number.isNaN(moment)) continue;
    const spoken = place.firstElementChild;
    spoken.className = "hidden";
    const tiles = UNITS.map(([unit]) => {
      const tile = document.createElement("span");
      const number = document.createElement("b");
      const name = document.createElement("i");
      tile.className = "digits";
      tile.setAttribute("aria-hidden", "true");
      tile.append(number, name);
      place.append(tile);
      return { unit, number, name };
    });
    const tick = () => {
      let left = Math.max(0, Math.floor((moment - now()) / 1000));
      if (left === 0) {
        place.replaceChildren("It is here.");
        return;
      }
      UNITS.forEach(([unit, size], at) => {
        const count = Math.floor(left / size);
        left -= count * size;
        tiles[at].number.textContent = at ? String(count).padStart(2, "0") : count;
        tiles[at].name.textContent = count === 1 ? unit : unit + "s";
      });
      setTimeout(tick, 1000 - (now() % 1000));
    };
    tick();
  }
})();
