/* Lays a search over a long list of terms, which keeps the choice; several are taken at once. */
(() => {
  const PAUSE = 200;
  const make = (name, className) => {
    const element = document.createElement(name);
    element.className = className;
    return element;
  };

  const searchable = (select) => {
    const words = select.dataset;
    const box = make("div", "event-picker");
    const chosen = make("ul", "event-picker__chosen");
    const clear = make("button", "button button-small button-secondary event-picker__clear");
    const field = make("div", "event-picker__field");
    const input = make("input", "");
    const list = make("ul", "event-picker__found");
    const said = make("p", "event-picker__said");
    const label = document.querySelector(`label[for="${select.id}"]`);

    input.id = `${select.id}-search`;
    input.type = "text";
    input.autocomplete = "off";
    input.placeholder = words.hint;
    list.id = `${select.id}-found`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    said.setAttribute("role", "status");
    clear.type = "button";
    clear.textContent = words.clear;
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
    // The help is about the list below, which is not seen any more.
    for (const id of (select.getAttribute("aria-describedby") ?? "").split(" ")) {
      const help = id.endsWith("helptext") && document.getElementById(id)?.querySelector(".help");
      if (help) help.textContent = words.help;
    }
    if (label) {
      label.htmlFor = input.id;
      for (const each of [list, chosen]) each.setAttribute("aria-labelledby", label.id);
    }

    const options = () => [...list.querySelectorAll("[data-codes]")];
    const active = () => options().find((each) => each.getAttribute("aria-selected") === "true");
    const count = () => select.selectedOptions.length;
    const say = () => {
      said.textContent = words.said.replace("%(number)s", count());
    };
    const changed = () => {
      select.dispatchEvent(new Event("change", { bubbles: true }));
      say();
    };

    /* --- What is chosen --- */

    const remove = (option, number) => {
      option.selected = false;
      changed();
      const buttons = chosen.querySelectorAll("button");
      (buttons[Math.min(number, buttons.length - 1)] ?? input).focus();
    };
    const show = () => {
      const items = [...select.selectedOptions].map((option, number) => {
        const item = make("li", "event-picker__item");
        const name = make("span", "");
        const button = make("button", "event-picker__remove");
        name.textContent = option.text;
        if (option.lang) [name.lang, name.dir] = [option.lang, option.dir];
        button.type = "button";
        button.textContent = "×";
        button.setAttribute("aria-label", words.remove.replace("%(name)s", option.text));
        button.addEventListener("click", () => remove(option, number));
        item.append(name, button);
        return item;
      });
      chosen.replaceChildren(...items);
      chosen.hidden = !items.length;
      clear.hidden = items.length < 2;
    };
    clear.addEventListener("click", () => {
      for (const option of select.options) option.selected = false;
      changed();
      input.focus();
    });

    /* --- What is found --- */

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
      const codes = new Set(JSON.parse(option.dataset.codes));
      for (const each of select.options) if (codes.has(each.value)) each.selected = true;
      input.value = "";
      close();
      changed();
    };

    let timer;
    let latest = 0;
    const look = () => {
      const turn = (latest += 1);
      fetch(`${words.termSearch}?${new URLSearchParams({ q: input.value })}`, {
        credentials: "same-origin",
      })
        .then((response) => (response.ok ? response.text() : Promise.reject(response)))
        .then((html) => {
          if (turn !== latest || document.activeElement !== input) return;
          const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll("li");
          list.replaceChildren(...found);
          if (!found.length) {
            const none = make("li", "");
            none.textContent = words.none;
            none.setAttribute("role", "option");
            none.setAttribute("aria-disabled", "true");
            list.append(none);
          }
          options().forEach((each, number) => {
            each.id = `${list.id}-${number}`;
          });
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
          activate(options()[0]);
        })
        .catch(() => {});
    };

    input.addEventListener("input", (event) => {
      event.stopPropagation(); // the form has not changed before a term is taken
      window.clearTimeout(timer);
      latest += 1;
      if (input.value.trim()) timer = window.setTimeout(look, PAUSE);
      else close();
    });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("blur", () => {
      window.clearTimeout(timer);
      latest += 1;
      input.value = "";
      close();
    });
    input.addEventListener("keydown", (event) => {
      const all = options();
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape" && !list.hidden) {
        close();
      } else if (event.key === "Enter") {
        if (active()) take(active());
      } else if (step && list.hidden && input.value.trim()) {
        look();
      } else if (step && all.length) {
        activate(all[(all.indexOf(active()) + step + all.length) % all.length]);
      } else return;
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      event.preventDefault(); // the input keeps the focus
      const option = event.target.closest("[data-codes]");
      if (option) take(option);
    });
    select.addEventListener("change", show);

    field.append(input, list);
    box.append(chosen, clear, field, said);
    select.before(box);
    select.classList.add("w-sr-only");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    show();
  };

  const begin = () => document.querySelectorAll("select[data-term-search]").forEach(searchable);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
