/* Lays a search by city or country over the list of time zones, which keeps the choice. */
(() => {
  const PAUSE = 200;

  const searchable = (place) => {
    const name = JSON.parse(place.dataset.names).timezone;
    const select = name && place.closest("form").elements.namedItem(name);
    if (!select?.options) return;

    const input = document.createElement("input");
    const list = document.createElement("ul");
    const box = document.createElement("div");
    const label = document.querySelector(`label[for="${select.id}"]`);
    input.id = `${select.id}-search`;
    input.type = "text";
    input.autocomplete = "off";
    input.placeholder = place.dataset.zoneHint;
    list.id = `${select.id}-places`;
    list.className = "event-zone__places";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    box.className = "event-zone";
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    };
    for (const [key, value] of Object.entries(attributes)) input.setAttribute(key, value);
    for (const key of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(key)) input.setAttribute(key, select.getAttribute(key));
    }
    if (label) {
      label.htmlFor = input.id;
      list.setAttribute("aria-labelledby", label.id);
    }

    const show = () => {
      const chosen = select.selectedOptions[0];
      input.value = chosen?.value ? chosen.text : "";
    };
    const options = () => [...list.querySelectorAll("[role=option]")];
    const active = () => options().find((each) => each.getAttribute("aria-selected") === "true");
    const close = () => {
      list.hidden = true;
      list.replaceChildren();
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const activate = (option) => {
      for (const each of options()) each.setAttribute("aria-selected", String(each === option));
      if (!option) return;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    };
    const take = (option) => {
      select.value = option.dataset.zone;
      const found = [...select.options].find((each) => each.value === option.dataset.zone);
      if (found) found.text = option.textContent;
      show();
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };

    let timer;
    let latest = 0;
    const look = () => {
      const turn = (latest += 1);
      const names = JSON.parse(place.dataset.names);
      const date = place.closest("form").elements.namedItem(`${names.starts_at}_date`)?.value ?? "";
      const query = new URLSearchParams({ q: input.value, date });
      fetch(`${place.dataset.zonesUrl}?${query}`, { credentials: "same-origin" })
        .then((response) => (response.ok ? response.text() : Promise.reject(response)))
        .then((html) => {
          if (turn !== latest || document.activeElement !== input) return;
          const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll("li");
          list.replaceChildren(...found);
          if (!found.length) {
            const none = document.createElement("li");
            none.textContent = place.dataset.zoneNone;
            none.setAttribute("role", "option");
            none.setAttribute("aria-disabled", "true");
            list.append(none);
          }
          options().forEach((each, number) => {
            each.id = `${list.id}-${number}`;
          });
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
          activate(found[0]);
        })
        .catch(() => {});
    };

    input.addEventListener("focus", () => input.select());
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the form has not changed before a place is chosen
      window.clearTimeout(timer);
      latest += 1;
      if (input.value.trim()) timer = window.setTimeout(look, PAUSE);
      else close();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("blur", () => {
      window.clearTimeout(timer);
      latest += 1;
      if (!input.value.trim() && select.value) {
        select.value = "";
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }
      close();
      show();
    });
    input.addEventListener("keydown", (event) => {
      const all = options();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) {
        close();
        show();
      } else if (event.key === "Enter") {
        if (active()?.dataset.zone) take(active());
      } else if (step && list.hidden) {
        look();
      } else if (step) {
        activate(all[(all.indexOf(active()) + step + all.length) % all.length]);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the input keeps the focus
      const option = event.target.closest("[data-zone]");
      if (option) take(option);
    });
    select.addEventListener("change", show);

    select.before(box);
    box.append(input, list);
    select.classList.add("w-sr-only");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    show();
  };

  const begin = () => document.querySelectorAll("[data-event-when]").forEach(searchable);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
