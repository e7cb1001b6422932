// Cards over numbers, the filter of claims, the sliders, light and dark. Without it links still work.
(() => {
  const root = document.documentElement, THEME = "theme";
  const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };  // storage may be forbidden
  const store = (key, value) => { try { localStorage.setItem(key, value); } catch { return; } };
  const chosen = stored(THEME);
  if (chosen) root.dataset.theme = chosen;

  function themes() {
    const button = document.getElementById("theme"), dark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
    const label = () => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      store(THEME, root.dataset.theme);
      label();
    });
    dark.addEventListener("change", label);
    label();
    const other = document.getElementById("other"), href = other.getAttribute("href");
    other.addEventListener("click", () => { other.href = href + location.hash; });
  }

  function cards() {
    const card = document.getElementById("card");
    if (!card) return;
    const body = card.querySelector(".body");
    const back = card.querySelector(".back"), toRow = card.querySelector(".row");
    let trail = [], opener = null, pinned = false, timer = 0;
    const numberOf = target => target.closest?.("a.figure, figure.chart svg a");
    const rowOf = link => {
      const row = document.getElementById((link.getAttribute("href") || "").slice(1));
      return row?.classList.contains("number") ? row : null;
    };
    const fill = () => {
      const row = trail.at(-1);
      body.replaceChildren(...[...row.childNodes].map(node => node.cloneNode(true)));
      body.scrollTop = 0;
      back.hidden = trail.length < 2;
      toRow.href = "#" + row.id;
    };
    const place = () => {
      const box = opener.getClientRects()[0] || opener.getBoundingClientRect(), gap = 8;
      const below = box.bottom + gap, height = card.offsetHeight;
      const top = below + height > innerHeight ? box.top - gap - height : below;
      card.style.top = Math.max(gap, Math.min(top, innerHeight - height - gap)) + "px";
      card.style.left = Math.max(gap, Math.min(box.left, innerWidth - card.offsetWidth - gap)) + "px";
    };
    const open = (link, row, pin) => {
      [trail, opener, pinned] = [[row], link, pin];
      fill();
      if (!card.matches(":popover-open")) card.showPopover();
      place();
    };
    const close = () => { if (card.matches(":popover-open")) card.hidePopover(); };
    const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };

    card.addEventListener("toggle", event => { if (event.newState === "closed") opener = null; });
    document.addEventListener("pointerover", event => {
      if (event.pointerType !== "mouse" || pinned && opener) return;
      const link = numberOf(event.target), row = link && !card.contains(link) && rowOf(link);
      if (row && link !== opener) later(() => open(link, row, false), 250);
      else if (row || card.contains(event.target)) clearTimeout(timer);
      else later(close, 300);
    });
    document.addEventListener("focusin", event => {
      const link = numberOf(event.target), row = link && rowOf(link);
      if (card.contains(event.target)) return;
      if (row && link.matches(":focus-visible")) open(link, row, false);
      else if (opener && !event.target.contains(card)) close();
    });
    document.addEventListener("click", event => {
      const link = numberOf(event.target), row = link && rowOf(link);
      if (!row || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      clearTimeout(timer);
      if (card.contains(link)) { trail.push(row); fill(); place(); body.focus(); return; }
      open(link, row, true);
      if (event.detail === 0) body.focus();  // by keyboard
    });
    back.addEventListener("click", () => { trail.pop(); fill(); place(); body.focus(); });
    card.querySelector(".close").addEventListener("click", close);
    toRow.addEventListener("click", close);
  }

  function filter() {
    const form = document.getElementById("filter");
    if (!form) return;
    const told = form.querySelector("output"), all = [...document.querySelectorAll("article.claim")];
    const text = new Map(all.map(one => [one, one.textContent.toLowerCase()]));
    const apply = () => {
      const { verdict, kind, places, words } = Object.fromEntries(new FormData(form));
      const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
      for (const one of all) one.hidden = !(
        (!verdict || one.dataset.verdict.split(";").includes(verdict)) && (!kind || one.dataset.kind === kind) &&
        (!places || one.dataset.places.split(";").includes(places)) &&
        sought.every(word => text.get(one).includes(word)));
      for (const part of document.querySelectorAll("[data-section]")) {
        part.hidden = !part.querySelector("article.claim:not([hidden])");
      }
      const shown = all.filter(one => !one.hidden).length;
      told.textContent = told.dataset.count.replace("{shown}", shown).replace("{all}", all.length);
    };
    const reveal = () => {
      const aim = location.hash && document.getElementById(location.hash.slice(1));
      if (aim?.hidden) { form.reset(); apply(); aim.scrollIntoView(); }
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    addEventListener("hashchange", reveal);
    apply();
  }

  function whatIf() {
    const form = document.querySelector("#what-if form");
    if (!form) return;
    const { claims, step, digits } = JSON.parse(document.querySelector("#what-if script").textContent);
    const changed = form.querySelector(".changed"), sliders = [...form.querySelectorAll("input")];
    const at = (moves, factor) => moves.reduce(
      (verdict, [limit, , above]) => factor >= limit ? above : verdict, moves[0][1]);
    const tell = slider => {
      for (const other of sliders) if (other !== slider) other.value = 0;
      for (const one of sliders) {
        const times = (step ** one.value).toLocaleString(root.lang, { maximumSignificantDigits: digits });
        const words = +one.value ? form.dataset.times.replace("{times}", times) : form.dataset.asRead;
        one.parentElement.querySelector(".times").textContent = words;
        one.setAttribute("aria-valuetext", words);
      }
      const factor = step ** slider.value;
      const items = claims.filter(one => one.family === slider.name).flatMap(one => {
        const [before, now] = [at(one.moves, 1), at(one.moves, factor)];
        if (before === now) return [];
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = "#claim-" + one.id;
        link.textContent = one.says;
        item.append(link, ` ${one.by}: ${before} → ${now}`);
        return [item];
      });
      const list = document.createElement("ul");
      list.append(...items);
      const told = factor < slider.dataset.limit ? slider.dataset.conflict + " " : "";
      changed.replaceChildren(told, items.length ? list : +slider.value && !told ? form.dataset.none : "");
    };
    form.hidden = false;
    form.addEventListener("input", event => tell(event.target));
    tell(sliders[0]);
  }

  document.addEventListener("DOMContentLoaded", () => { themes(); cards(); filter(); whatIf(); });
})();
