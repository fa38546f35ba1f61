/* The dates of an event's form: says what was understood, keeps the duration, fills the list. */
(() => {
  const PAUSE = 500;
  const DAY = 86400000;
  const ISO = /^\d{4}-\d\d-\d\d$/;
  const HOUR = /^\d\d:\d\d$/;

  const form = (place) => place.closest("form");
  const field = (place, name) => form(place).elements.namedItem(name);
  const changed = (input) => {
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const sent = (place, more = () => false) => {
    const names = Object.values(JSON.parse(place.dataset.names));
    const wanted = (key) =>
      key === "csrfmiddlewaretoken" ||
      more(key) ||
      names.some((name) => key === name || key.startsWith(`${name}_`) || key.startsWith(`${name}-`));
    const data = new FormData();
    for (const [key, value] of new FormData(form(place))) if (wanted(key)) data.append(key, value);
    return data;
  };

  const post = (url, data, signal) =>
    fetch(url, {
      method: "POST",
      body: data,
      credentials: "same-origin",
      headers: { "X-CSRFToken": data.get("csrfmiddlewaretoken") || "" },
      signal,
    }).then((response) => (response.ok ? response : Promise.reject(response)));

  /* --- What was understood --- */

  const watch = (place) => {
    const region = place.querySelector("[data-understood]");
    let timer;
    let pending;

    /* Puts what was pasted into the inputs as it was read, once the date has been left. */
    const takeOver = (read, data) => {
      for (const [name, value] of Object.entries(read)) {
        const input = field(place, name);
        const date = field(place, name.replace(/_time$/, "_date"));
        if (input && document.activeElement !== date && input.value === data.get(name)) {
          input.value = value;
          changed(input);
        }
      }
    };

    const ask = () => {
      pending?.abort();
      pending = new AbortController();
      const data = sent(place);
      post(place.dataset.understoodUrl, data, pending.signal)
        .then((response) => response.text())
        .then((html) => {
          const answer = new DOMParser().parseFromString(html, "text/html").body;
          const read = answer.querySelector("[data-read]")?.dataset.read;
          if (answer.textContent.trim() !== region.textContent.trim()) {
            region.replaceChildren(...answer.childNodes);
          }
          if (read) takeOver(JSON.parse(read), data);
        })
        .catch(() => {});
    };

    const soon = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(ask, PAUSE);
    };

    const names = Object.values(JSON.parse(place.dataset.names));
    const concerns = (event) =>
      names.some((name) => (event.target.name || "").startsWith(name));
    for (const kind of ["input", "change", "focusout"]) {
      form(place).addEventListener(kind, (event) => concerns(event) && soon());
    }
    place.addEventListener("event-when:ask", soon);
  };

  /* --- The end moves with the start --- */

  const moment = (place, name) => {
    const date = field(place, `${name}_date`)?.value ?? "";
    const hour = field(place, `${name}_time`)?.value ?? "";
    if (!ISO.test(date) || (hour && !HOUR.test(hour))) return null;
    return { hasHour: Boolean(hour), at: Date.parse(`${date}T${hour || "00:00"}Z`) };
  };

  const keepDuration = (place) => {
    const { starts_at: start, ends_at: end } = JSON.parse(place.dataset.names);
    if (!start || !end) return;
    let before = moment(place, start);
    const move = () => {
      const now = moment(place, start);
      if (!now) return;
      const last = moment(place, end);
      const comparable = before && last && before.hasHour === now.hasHour && now.hasHour === last.hasHour;
      if (comparable && now.at !== before.at && last.at >= before.at) {
        const moved = new Date(last.at + now.at - before.at).toISOString();
        for (const [part, value] of [["date", moved.slice(0, 10)], ["time", moved.slice(11, 16)]]) {
          const input = field(place, `${end}_${part}`);
          if (input && (part === "date" || now.hasHour) && input.value !== value) {
            input.value = value;
            changed(input);
          }
        }
      }
      before = now;
    };
    for (const part of ["date", "time"]) {
      field(place, `${start}_${part}`)?.addEventListener("change", move);
    }
  };

  /* --- A start to begin with --- */

  const propose = (place) => {
    const button = place.querySelector("[data-proposal]");
    if (!button) return;
    button.hidden = false;
    const start = JSON.parse(place.dataset.names).starts_at;
    const hide = () => {
      const proposed = JSON.parse(button.dataset.proposal)[`${start}_date`];
      const day = field(place, `${start}_date`)?.value;
      const hour = field(place, `${start}_time`)?.value;
      button.hidden = Boolean(hour || (day && day !== proposed));
    };
    for (const part of ["date", "time"]) {
      field(place, `${start}_${part}`)?.addEventListener("change", hide);
    }
    hide();
    button.addEventListener("click", () => {
      for (const [name, value] of Object.entries(JSON.parse(button.dataset.proposal))) {
        const input = field(place, name);
        if (input) {
          input.value = value;
          changed(input);
        }
      }
      field(place, `${start}_date`)?.focus();
    });
  };

  /* --- Day and zone of an umbrella that is chosen while there is no date yet --- */

  const followUmbrella = (place) => {
    const { umbrellaUrl: url, partOf: name } = place.dataset;
    const { starts_at: start, timezone } = JSON.parse(place.dataset.names);
    if (!url || !name) return;
    const zone = timezone && field(place, timezone);
    const proposed = zone?.value;
    form(place).addEventListener("change", ({ target }) => {
      const day = field(place, `${start}_date`);
      if (!new RegExp(`^${name}-\\d+$`).test(target.name || "") || !target.value) return;
      if (!day || day.value) return;
      fetch(`${url}?${new URLSearchParams({ page: target.value })}`, { credentials: "same-origin" })
        .then((response) => (response.ok ? response.json() : Promise.reject(response)))
        .then((answer) => {
          if (day.value || !answer.day) return;
          if (zone && zone.value === proposed && answer.zone) {
            zone.value = answer.zone;
            changed(zone);
          }
          day.value = answer.day;
          changed(day);
        })
        .catch(() => {});
    });
  };

  /* --- The list of dates, filled by a rule --- */

  const withScripts = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    return [...parsed.childNodes].map((node) => document.importNode(node, true));
  };

  /* Scripts that come with replaced elements set the calendars up. */
  const run = (nodes) => {
    for (const node of nodes) {
      for (const old of node.querySelectorAll?.("script") ?? []) {
        const script = document.createElement("script");
        script.textContent = old.textContent;
        old.replaceWith(script);
      }
    }
  };

  const choose = (aid) => {
    const every = aid.querySelector("[name=repeat-every]").value;
    const shown = { weekdays: ["week", "month_weekday"], ordinal: ["month_weekday"] };
    for (const [name, rules] of Object.entries(shown)) {
      const part = aid.querySelector(`[data-repeat-field=${name}]`);
      if (part) part.hidden = !rules.includes(every);
    }
  };

  const repeat = (aid, place) => {
    const message = aid.querySelector("[data-repeat-message]");
    const undo = aid.querySelector("[data-undo]");
    const fill = aid.querySelector("[data-fill]");
    const list = () => form(aid).querySelector(`[data-rows="${JSON.parse(place.dataset.names).dates}"]`);
    let former;

    const answered = (answer) => {
      aid.querySelector("[data-repeat-fields]").replaceChildren(...withScripts(answer.aid));
      run([aid.querySelector("[data-repeat-fields]")]);
      choose(aid);
      message.textContent = answer.refused || answer.message;
      message.classList.toggle("error-message", Boolean(answer.refused));
      if (answer.refused) {
        aid.querySelector(".w-field--error :is(input, select)")?.focus();
        return;
      }
      former = list();
      const rows = withScripts(answer.rows);
      former.replaceWith(...rows);
      run(rows);
      undo.hidden = false;
      changed(aid.querySelector("[name=repeat-every]"));
      place.dispatchEvent(new Event("event-when:ask"));
    };

    aid.querySelector("[data-repeat-actions]").hidden = false;
    aid.addEventListener("change", (event) => {
      if (event.target.name === "repeat-every") choose(aid);
    });
    fill.addEventListener("click", () => {
      fill.disabled = true;
      post(place.dataset.datesUrl, sent(place, (key) => key.startsWith("repeat-")))
        .then((response) => response.json())
        .then(answered)
        .catch(() => {})
        .finally(() => {
          fill.disabled = false;
        });
    });
    undo.addEventListener("click", () => {
      list().replaceWith(former);
      undo.hidden = true;
      message.textContent = "";
      fill.focus();
      place.dispatchEvent(new Event("event-when:ask"));
    });
    choose(aid);
  };

  const begin = () => {
    for (const place of document.querySelectorAll("[data-event-when]")) {
      watch(place);
      keepDuration(place);
      propose(place);
      followUmbrella(place);
      const aid = form(place).querySelector("[data-event-repeat]");
      if (aid) repeat(aid, place);
    }
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
